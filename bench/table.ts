import type { Measurement } from './measurement.ts';

const header = ['what', 'ours', 'theirs', 'peer', 'better by', 'goal', 'met'];

/** Comparisons as a table for a terminal. Where the peer is better, it says so. */
export function table(measured: readonly Measurement[]): string {
  const rows = [header, ...measured.map(cellsOf)];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The same table for a page. */
export function markdownTable(measured: readonly Measurement[]): string {
  const rows = [header, header.map(() => '---'), ...measured.map(cellsOf)];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cellsOf({ name, unit, ours, theirs, peer, ratio, goal, met }: Measurement): readonly string[] {
  return [
    name,
    amount(ours, unit),
    theirs === null ? '' : amount(theirs, unit),
    peer ?? '',
    ratio === null ? '' : betterBy(ratio),
    goal ?? '',
    met === null ? '' : met ? 'yes' : '**no**',
  ];
}

const amount = (value: number, unit: Measurement['unit']): string => `${value.toLocaleString('en')} ${unit}`;

function betterBy(ratio: number): string {
  if (ratio >= 1) return `${ratio.toLocaleString('en')}×`;
  return `peer wins ${Number((1 / ratio).toPrecision(3)).toLocaleString('en')}×`;
}
