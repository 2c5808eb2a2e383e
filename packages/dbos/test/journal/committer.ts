import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Store } from '@deskbook/core';
import { expect, onTestFinished } from 'vitest';

/** A process that commits until it is told to stop. */
export interface Committer {
  readonly process: ChildProcess;
  /** What it said that it made, so far. */
  readonly made: () => readonly string[];
  /** Waits until it has made so many more. */
  more(commits: number): Promise<void>;
  /** Lets it make what is on its way, and end. */
  stop(): Promise<void>;
}

/** Starts one. What goes wrong in it fails the test. */
export async function committer(url: string, name: string, lanes = 4): Promise<Committer> {
  const script = join(import.meta.dirname, 'commit-in-lanes.ts');
  const child = spawn(process.execPath, ['--conditions=@deskbook/source', script, url, name, String(lanes)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  let complained = '';
  let rest = '';
  child.stderr.on('data', (data: Buffer) => (complained += data.toString()));
  child.stdout.on('data', (data: Buffer) => {
    const parts = `${rest}${data.toString()}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  const made = (): readonly string[] => lines.filter((line) => line.startsWith('made '));
  const more = async (commits: number): Promise<void> => {
    const enough = made().length + commits;
    while (made().length < enough) {
      if (child.exitCode !== null) throw new Error(`it ended by itself: ${complained}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await more(1);
  return {
    process: child,
    made,
    more,
    async stop() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
      expect(complained).toBe('');
      expect(lines.filter((line) => !line.startsWith('made '))).toEqual([]);
    },
  };
}

/** What is wrong with what is there: a chain or a seal that is not whole, a commit that was acknowledged and is not there, or is there twice. */
export function wrongs(store: Store, committers: readonly Committer[]): readonly string[] {
  const verified = store.verify();
  const lost = committers
    .flatMap(({ made }) => made())
    .filter((line) => {
      const [, stream = '', sequence, hash] = line.split(' ');
      return store.entries(stream, Number(sequence) - 1, 1)[0]?.hash !== hash;
    });
  const twice = store
    .streams('run:')
    .filter((stream) => store.entries(stream).some(({ body }, index) => body['n'] !== Math.floor(index / 2)));
  return [...(verified.ok ? [] : [verified.problem]), ...lost, ...twice];
}
