import type { Measurement } from './measurement.ts';

/** Comparisons as a table for people. Where the peer is better, it says so. */
export function table(measured: readonly Measurement[]): string {
  const header = ['what', 'ours', 'theirs', 'peer', 'better by', 'goal', 'met'];
  const rows = measured.map(({ name, unit, ours, theirs, peer, ratio, goal, met }) => [
    name,
    `${ours.toLocaleString('en')} ${unit}`,
    theirs === null ? '' : `${theirs.toLocaleString('en')} ${unit}`,
    peer ?? '',
    ratio === null ? '' : betterBy(ratio),
    goal ?? '',
    met === null ? '' : met ? 'yes' : 'NO',
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function betterBy(ratio: number): string {
  if (ratio >= 1) return `${ratio.toLocaleString('en')}×`;
  return `peer wins ${Number((1 / ratio).toPrecision(3)).toLocaleString('en')}×`;
}
