/** The rows of the table whose heading begins with these cells, each as its cells. */
export function markdownTable(page: string, ...heading: readonly string[]): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const top = lines.findIndex((line) => heading.every((cell, index) => cellsOf(line)[index] === cell));
  if (top === -1) return [];
  const below = lines.slice(top + 2);
  const end = below.findIndex((line) => !line.startsWith('|'));
  return below.slice(0, end === -1 ? below.length : end).map(cellsOf);
}

function cellsOf(line: string): readonly string[] {
  if (!line.startsWith('|')) return [];
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** What stands in backticks. */
export function inBackticks(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code);
}
