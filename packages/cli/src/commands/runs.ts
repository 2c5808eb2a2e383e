import type { AnswerResult, Desk, RunRecord } from '@deskbook/core';
import type { Bundle } from '@deskbook/dsl/bundle';
import { didYouMean } from '@deskbook/dsl/diagnostics';
import type { JsonObject } from '@deskbook/policies';
import type { CommandInput, RunCommand } from '../command-input.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { openDeskFor } from '../input/open-desk-for.ts';
import { openStore } from '../input/open-store.ts';
import { textOption } from '../input/text-option.ts';
import { parseJsonObject } from '../input/read-json-file.ts';
import { entryText } from '../output/entry-text.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { refusalText } from '../output/refusal-text.ts';
import { printJson } from '../output/print-json.ts';
import { runText } from './run.ts';

/** `runs`: lists runs, shows one with its entries, starts one by hand, or says something to it. What is refused ends with 1. */
export const runs: RunCommand = async (input) => {
  const { parameters, options, terminal } = input;
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const store = openStore(String(options['store']), {
    make: options['start'] !== undefined,
    keys: textOption(options['keys']),
    bundle: opened.bundle,
  });
  const { desk } = await openDeskFor(opened, { store, now: textOption(options['now']) });
  try {
    const said = await say(desk, opened.bundle, input);
    if (said && !said.ok) {
      if (options['format'] === 'json') printJson(terminal, said);
      else terminal.note(`not taken: ${refusalText(opened.bundle, said.reason)}\n`);
      return exitCode.findings;
    }
    if (said) await desk.settle();
    const wanted = said?.run ?? textOption(parameters[1]);
    show(
      input,
      desk,
      selected(desk, wanted, options['open'] === true),
      wanted === undefined ? null : (id) => store.entries(`run:${id}`).map(({ at, body }) => ({ at, ...body })),
    );
    return exitCode.fine;
  } finally {
    await desk.close();
  }
};

/** What can be asked of a run as a whole, each by an option of its name. */
const moves = ['cancel', 'pause', 'resume', 'undo'] as const;

/** What the options say to a run, if anything. */
async function say(desk: Desk, bundle: Bundle, { parameters, options }: CommandInput): Promise<AnswerResult | null> {
  const by = textOption(options['by']);
  const note = textOption(options['note']);
  const task = textOption(options['answer']);
  const start = textOption(options['start']);
  const saying = ['answer', 'start', ...moves].filter((option) => options[option] !== undefined);
  if (saying.length === 0) return null;
  if (saying.length > 1) throw new WrongUse(`--${saying.join(' and --')} are two things at once`, 'say one at a time');
  const move = moves.find((each) => options[each] === true);
  if (by === undefined) throw new WrongUse('who says so is missing', 'name the person with --by');
  if (start !== undefined) {
    if (!Object.hasOwn(bundle.workflows, start))
      throw new WrongUse(`nothing is started by the id \`${start}\``, startHelp(bundle, start));
    const given = textOption(options['with']);
    return desk.start(start, { by, with: given === undefined ? {} : parseJsonObject(given, '--with') });
  }
  if (task !== undefined) {
    const outcome = textOption(options['outcome']);
    if (outcome === undefined) throw new WrongUse('the answer is missing', 'say --outcome approve, reject, done, …');
    const form = textOption(options['form']);
    const to = textOption(options['to'])?.split(',');
    const seat = textOption(options['seat']);
    if (to === undefined && (outcome === 'delegate' || outcome === 'reassign'))
      throw new WrongUse('who it goes to is missing', 'name them with --to');
    return desk.answer(task, {
      by,
      outcome,
      ...(note !== undefined && { note }),
      ...(to !== undefined && { to }),
      ...(seat !== undefined && { seat }),
      ...(form !== undefined && { form: parseJsonObject(form, '--form') }),
    });
  }
  const run = textOption(parameters[1]);
  if (run === undefined) throw new WrongUse('which run is missing', 'name it after the bundle');
  return desk[move ?? 'cancel'](run, { by, reason: note ?? 'said so on the command line' });
}

function startHelp({ workflows }: Bundle, written: string): string {
  const known = Object.keys(workflows);
  return didYouMean(written, known) ?? `there are ${known.join(', ')}`;
}

function selected(desk: Desk, wanted: string | undefined, open: boolean): readonly RunRecord[] {
  const found = desk.runs(open ? { status: 'open' } : {}).filter(({ run }) => wanted === undefined || run === wanted);
  if (wanted !== undefined && found.length === 0)
    throw new WrongUse(`there is no run ${wanted}`, '`deskbook runs` lists them');
  return found;
}

type Entries = (run: string) => readonly (JsonObject & { readonly type: string; readonly at: string })[];

function show(
  { options, terminal }: CommandInput,
  desk: Desk,
  found: readonly RunRecord[],
  entries: Entries | null,
): void {
  if (options['format'] === 'json') {
    printJson(
      terminal,
      found.map((record) => ({
        ...record,
        waiting: desk.tasks({ run: record.run }),
        ...(entries && { entries: entries(record.run) }),
      })),
    );
    return;
  }
  const { bold, dim } = paint(terminal.colour);
  if (found.length === 0) terminal.note('there are no runs\n');
  for (const record of found) {
    const between = (entries?.(record.run) ?? []).flatMap((entry) => {
      const said = entryText(entry);
      return said === null ? [] : [`${dim(entry.at)}  ${said}`];
    });
    terminal.out(`${runText(record, desk.tasks({ run: record.run }), { bold, between })}\n`);
  }
}
