import type { AnswerResult, Desk } from '@deskbook/core';
import { waitingForSystems } from '@deskbook/core/runs';
import type { Store } from '@deskbook/core/journal';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { CommandInput } from '../command-input.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import type { ExitCode } from '../output/exit-code.ts';
import { printJson } from '../output/print-json.ts';
import { refusalText } from '../output/refusal-text.ts';

/** What is tried again: the held steps of one run, or all that are held for want of a system. */
export interface Retrying {
  readonly store: Store;
  readonly bundle: Bundle;
  readonly run: string | undefined;
  readonly by: string;
}

/** Has held steps tried again. One that is refused is a finding; the others are tried all the same. */
export async function retryHeld(
  desk: Desk,
  { store, bundle, run, by }: Retrying,
  { options, terminal }: CommandInput,
): Promise<ExitCode> {
  const note = textOption(options['note']);
  const tasks = heldTasks(store, run, textOption(options['system']));
  const results: ({ readonly task: string } & AnswerResult)[] = [];
  for (const task of tasks)
    results.push({ task, ...(await desk.answer(task, { by, outcome: 'retry', ...(note !== undefined && { note }) })) });
  await desk.settle();
  if (options['format'] === 'json') printJson(terminal, results);
  else if (results.length === 0) terminal.note('nothing is held\n');
  else
    for (const result of results)
      terminal.out(
        `${result.task}  ${result.ok ? 'is tried again' : `not taken: ${refusalText(bundle, result.reason)}`}\n`,
      );
  return results.every(({ ok }) => ok) ? exitCode.fine : exitCode.findings;
}

function heldTasks(store: Store, run: string | undefined, system: string | undefined): readonly string[] {
  if (run === undefined && system === undefined)
    throw new WrongUse('what is to be tried again is missing', 'name a run after the bundle, or say --system');
  const held = store.tasks(run === undefined ? {} : { run }).filter(({ kind }) => kind === 'hold');
  if (system === undefined) return held.map(({ task }) => task);
  const waiting = new Set(
    waitingForSystems(store).flatMap((step) => (step.system === system ? (step.task ?? []) : [])),
  );
  return held.flatMap(({ task }) => (waiting.has(task) ? [task] : []));
}
