import type { Entry } from '../entry.ts';
import { calledNow, type Renamed } from './placed.ts';

/** A run's entries, each step by the name it has in the graph the run is on now. Keys and tasks stay as they are. */
export function namedAsNow(entries: readonly Entry[]): readonly Entry[] {
  const moves = entries.flatMap((entry, index) =>
    entry.type === 'run.moved' && Object.keys(entry.map).length > 0 ? [{ index, map: entry.map }] : [],
  );
  if (moves.length === 0) return entries;
  return entries.map((entry, index) => {
    if (!('node' in entry)) return entry;
    const later: readonly Renamed[] = moves.flatMap((move) => (move.index > index ? [move.map] : []));
    return { ...entry, node: later.reduce((node, map) => calledNow(map, node), entry.node) };
  });
}
