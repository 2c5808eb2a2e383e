import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import type { Writer } from './bare-loop.ts';
import type { Group } from './recorder.ts';

/** The limit: the entries of some groups appended to a file, each group with so many flushes. */
export function openRawFile(path: string, groups: readonly Group[], flushes: number): Writer {
  const file = openSync(path, 'w');
  const pieces = groups.flatMap(({ entries }) => {
    const all = Buffer.concat(entries.map(({ bytes }) => bytes));
    const length = Math.ceil(all.length / flushes);
    return Array.from({ length: flushes }, (_, part) => all.subarray(part * length, (part + 1) * length));
  });
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
