import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Loadable } from './loadables.ts';

/** What loading took, in a process of its own. */
export interface Loaded {
  /** Processor time from the plain data to the first answers, that of all threads. */
  readonly milliseconds: number;
  /** What is held after it and was not before, garbage collected; megabytes. Memory of native code is not in it. */
  readonly held: number;
  /** The most the process ever took, the plain data included; megabytes. */
  readonly peak: number;
}

/** Loads something in a process of its own, so that neither its memory nor its speed depends on what was measured before. */
export function loaded(what: Loadable, size: number): Loaded {
  const script = join(import.meta.dirname, 'load.ts');
  const flags = [...process.execArgv.filter((flag) => flag.startsWith('--conditions')), '--expose-gc'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, script, what, `${size}`], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`loading ${what} failed: ${stderr}`);
  return JSON.parse(stdout) as Loaded;
}

/** The median of three, each figure by itself. */
export function loadedThrice(what: Loadable, size: number): Loaded {
  const all = [loaded(what, size), loaded(what, size), loaded(what, size)];
  const median = (figure: keyof Loaded): number =>
    all.map((one) => one[figure]).toSorted((one, other) => one - other)[1] ?? Number.NaN;
  return { milliseconds: median('milliseconds'), held: median('held'), peak: median('peak') };
}
