import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '@deskbook/core';
import type { Group } from './recorder.ts';

/** Somebody who writes the same again and again, and says how many milliseconds each turn took. */
export interface Writer {
  readonly turn: () => number;
  readonly close: () => void;
}

/**
 * A loop that does nothing but write the rows of some groups into the tables of a store, one transaction a group: no desk, no kernel, no
 * hash, no JSON. Each turn writes chains and runs of its own, which were begun before it is timed, as those of a wave are.
 */
export function openBareLoop(path: string, groups: readonly Group[]): Writer {
  void sqliteStore(path).close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  const entry = database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?)');
  const head = database.prepare('UPDATE heads SET sequence = ?, hash = ? WHERE number = ?');
  const run = database.prepare('UPDATE runs SET row = ? WHERE run = ?');
  const checkpoint = database.prepare('INSERT OR REPLACE INTO checkpoints (run, sequence, state) VALUES (?, ?, ?)');
  const total = database.prepare('UPDATE totals SET entries = ?');
  const chains = new Set(groups.flatMap(({ entries }) => entries.map(({ chain }) => chain)));
  const runs = new Set(groups.flatMap((group) => group.runs.map((each) => each.run)));
  const lastChain = Math.max(0, ...chains);
  let position = 0;
  let turns = 0;

  function begin(): void {
    const newHead = database.prepare('INSERT INTO heads VALUES (?, ?, 0, ?)');
    const newRun = database.prepare("INSERT INTO runs (run, workflow, ended, row) VALUES (?, 'chain', 0, '')");
    database.exec('BEGIN');
    for (const chain of chains) newHead.run(turns * lastChain + chain, `${turns}/${chain}`, '');
    for (const each of runs) newRun.run(`${turns}/${each}`);
    database.exec('COMMIT');
  }

  function write(): void {
    for (const { entries, runs: records, checkpoints } of groups) {
      database.exec('BEGIN IMMEDIATE');
      const ends = new Map<number, (typeof entries)[number]>();
      for (const each of entries) {
        entry.run((position += 1), turns * lastChain + each.chain, each.sequence, each.bytes, each.hash);
        ends.set(each.chain, each);
      }
      for (const { chain, sequence, hash } of ends.values()) head.run(sequence, hash, turns * lastChain + chain);
      for (const record of records) run.run(record.row, `${turns}/${record.run}`);
      for (const each of checkpoints) checkpoint.run(`${turns}/${each.run}`, each.sequence, each.state);
      total.run(position);
      database.exec('COMMIT');
    }
  }

  return {
    turn() {
      turns += 1;
      begin();
      const began = performance.now();
      write();
      return performance.now() - began;
    },
    close: () => database.close(),
  };
}
