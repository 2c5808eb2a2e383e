import type { AnswerResult, Desk } from '@deskbook/core';
import type { Store } from '@deskbook/core/journal';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { CommandInput, RunCommand } from '../command-input.ts';
import { findRun, findTask } from '../input/find-run.ts';
import { openStore } from '../input/open-store.ts';
import { parseJsonObject } from '../input/read-json-file.ts';
import { storeNamed, storeToSay } from '../input/store-named.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import type { ExitCode } from '../output/exit-code.ts';
import { printJson } from '../output/print-json.ts';
import { refusalText } from '../output/refusal-text.ts';
import { lookAtRuns, showRun } from './runs-look.ts';

/** What can be asked of a run as a whole, each by an option of its name. */
const moves = ['cancel', 'pause', 'resume', 'undo'] as const;

/** Everything that is said to a run, or to start one. Without any of it a store is only looked at. */
const sayings = ['answer', 'start', 'retry', 'move', ...moves] as const;

/**
 * `runs`: lists runs, shows one with its graph and what it waits for, starts one by hand, or says something to it. What is refused ends with 1.
 * To look, a store will do in place of a bundle; also while a desk works on it.
 */
export const runs: RunCommand = async (input) => {
  const said = sayings.filter((option) => input.options[option] !== undefined);
  if (said.length > 1) throw new WrongUse(`--${said.join(' and --')} are two things at once`, 'say one at a time');
  const [what] = said;
  return what === undefined ? look(input) : say(input, what);
};

async function look(input: CommandInput): Promise<ExitCode> {
  const { parameters, options } = input;
  const path = storeNamed(options['store'], parameters[0]);
  const store = openStore(path, { readOnly: true, keys: textOption(options['keys']) });
  try {
    await lookAtRuns(store, textOption(parameters[1]), input);
    return exitCode.fine;
  } finally {
    await store.close();
  }
}

async function say(input: CommandInput, what: (typeof sayings)[number]): Promise<ExitCode> {
  const { parameters, options, terminal } = input;
  const path = storeToSay(options['store']);
  const by = textOption(options['by']);
  const dry = what === 'move' && options['dryRun'] === true;
  if (by === undefined && !dry) throw new WrongUse('who says so is missing', 'name the person with --by');
  const [{ openBundleFolder }, { openDeskFor }] = await Promise.all([
    import('../input/open-bundle.ts'),
    import('../input/open-desk-for.ts'),
  ]);
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const store = openStore(path, {
    make: what === 'start',
    readOnly: dry,
    keys: textOption(options['keys']),
    bundle: opened.bundle,
  });
  const { desk } = await openDeskFor(opened, { store, now: textOption(options['now']) });
  const at: Saying = { desk, store, bundle: opened.bundle, by: by ?? '', input };
  try {
    return await says[what](at, what);
  } finally {
    await desk.close();
  }
}

/** Something that is said, by whom and with what at hand. */
interface Saying {
  readonly desk: Desk;
  readonly store: Store;
  readonly bundle: Bundle;
  readonly by: string;
  readonly input: CommandInput;
}

type Says = (at: Saying, what: (typeof sayings)[number]) => Promise<ExitCode>;

/** Says something to the run that is named after the bundle. */
const toRun: Says = async (at, what) => {
  const { desk, by, input } = at;
  const reason = textOption(input.options['note']) ?? 'said so on the command line';
  const move = moves.find((each) => each === what) ?? 'cancel';
  return taken(at, await desk[move](runNamed(at), { by, reason }));
};

const says: { readonly [what in (typeof sayings)[number]]: Says } = {
  answer: async (at) => taken(at, await answer(at)),
  start: async (at) => taken(at, await start(at)),
  retry: async ({ desk, store, bundle, by, input }) => {
    const name = textOption(input.parameters[1]);
    const run = name === undefined ? undefined : findRun(store, name).run;
    return (await import('./runs-retry.ts')).retryHeld(desk, { store, bundle, run, by }, input);
  },
  move: async (at) => {
    const { desk, by, input } = at;
    const run = runNamed(at);
    const { moveRun, planMove } = await import('./runs-move.ts');
    if (input.options['dryRun'] === true) return planMove(desk, run, input);
    const code = await moveRun(desk, run, by, input);
    await desk.settle();
    return code;
  },
  cancel: toRun,
  pause: toRun,
  resume: toRun,
  undo: toRun,
};

function runNamed({ store, input }: Saying): string {
  const name = textOption(input.parameters[1]);
  if (name === undefined) throw new WrongUse('which run is missing', 'name it after the bundle');
  return findRun(store, name).run;
}

/** What was taken goes on, and is shown; what was not is said with its reason. */
async function taken({ desk, store, bundle, input }: Saying, said: AnswerResult): Promise<ExitCode> {
  const { options, terminal } = input;
  if (!said.ok) {
    if (options['format'] === 'json') printJson(terminal, said);
    else terminal.note(`not taken: ${refusalText(bundle, said.reason)}\n`);
    return exitCode.findings;
  }
  await desk.settle();
  const record = store.run(said.run);
  if (record !== null) await showRun(store, record, input);
  return exitCode.fine;
}

async function start({ desk, bundle, by, input }: Saying): Promise<AnswerResult> {
  const workflow = textOption(input.options['start']) ?? '';
  if (!Object.hasOwn(bundle.workflows, workflow))
    throw new WrongUse(`nothing is started by the id \`${workflow}\``, await startHelp(bundle, workflow));
  const given = textOption(input.options['with']);
  return desk.start(workflow, { by, with: given === undefined ? {} : parseJsonObject(given, '--with') });
}

async function startHelp({ workflows }: Bundle, written: string): Promise<string> {
  const { didYouMean } = await import('@deskbook/dsl/diagnostics');
  const known = Object.keys(workflows);
  return didYouMean(written, known) ?? `there are ${known.join(', ')}`;
}

function answer({ desk, store, by, input: { options } }: Saying): Promise<AnswerResult> {
  const outcome = textOption(options['outcome']);
  if (outcome === undefined) throw new WrongUse('the answer is missing', 'say --outcome approve, reject, done, …');
  const note = textOption(options['note']);
  const form = textOption(options['form']);
  const to = textOption(options['to'])?.split(',');
  const seat = textOption(options['seat']);
  if (to === undefined && (outcome === 'delegate' || outcome === 'reassign'))
    throw new WrongUse('who it goes to is missing', 'name them with --to');
  return desk.answer(findTask(store, textOption(options['answer']) ?? ''), {
    by,
    outcome,
    ...(note !== undefined && { note }),
    ...(to !== undefined && { to }),
    ...(seat !== undefined && { seat }),
    ...(form !== undefined && { form: parseJsonObject(form, '--form') }),
  });
}
