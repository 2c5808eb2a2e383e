/** A text in single quotes, as YAML writes it. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
