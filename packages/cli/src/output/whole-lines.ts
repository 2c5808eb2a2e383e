/** A text that ends with its line, so that what is printed next begins on one of its own. */
export function wholeLines(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
