import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import type { Writer } from './bare-loop.ts';
import type { Group } from './recorder.ts';

/** The limit: the entries of some groups appended to a file, flushed once a group. */
export function openRawFile(path: string, groups: readonly Group[]): Writer {
  const file = openSync(path, 'w');
  const pieces = groups.map(({ entries }) => Buffer.concat(entries.map(({ bytes }) => bytes)));
  return {
    turn() {
      const began = performance.now();
      for (const piece of pieces) {
        writeSync(file, piece);
        fdatasyncSync(file);
      }
      return performance.now() - began;
    },
    close: () => closeSync(file),
  };
}
