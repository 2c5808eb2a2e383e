import { erasePerson, pastRetention, personData, previewErasure, retain } from '@deskbook/core/privacy';
import type { Erasure, PastRetention, PrivateStore } from '@deskbook/core/privacy';
import type { CommandInput, RunCommand } from '../command-input.ts';
import { openStore } from '../input/open-store.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import type { ExitCode } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';

/** `privacy export`, `privacy erase`, `privacy retain` and `privacy people`: what a store holds of people, and the end of it. */
export const privacy: RunCommand = async (input) => {
  const wanted = String(input.parameters[0]);
  const work = Object.hasOwn(works, wanted) ? works[wanted] : undefined;
  if (work === undefined)
    throw new WrongUse(`privacy does not know ${wanted}`, 'it can `export`, `erase`, `retain` and tell of `people`');
  return work(input);
};

/** With the store open for as long as something is done with it. */
async function inStore<Result>(
  { options }: CommandInput,
  readOnly: boolean,
  work: (store: PrivateStore) => Promise<Result> | Result,
): Promise<Result> {
  const store = openStore(String(options['store']), { readOnly, keys: textOption(options['keys']) });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const exportPerson = async (input: CommandInput): Promise<ExitCode> => {
  const person = subject(input, 'whose data is missing', 'name the person');
  const data = await inStore(input, true, (store) => personData(store, person, { knownAs: knownAs(input) }));
  printJson(input.terminal, data);
  return exitCode.fine;
};

const erase = async (input: CommandInput): Promise<ExitCode> => {
  const person = subject(input, 'whom to erase is missing', 'name the person');
  const { options, terminal } = input;
  const isSure = options['yes'] === true;
  const erasure = isSure
    ? await inStore(input, false, (store) =>
        erasePerson(store, {
          person,
          by: said(input, 'by', 'who erases is missing', 'name the person with --by'),
          reason: said(input, 'reason', 'why is missing', 'say it with --reason; it is journaled'),
          at: moment(input),
          knownAs: knownAs(input),
        }),
      )
    : await inStore(input, true, (store) => previewErasure(store, person, { knownAs: knownAs(input) }));
  if (options['format'] === 'json') printJson(terminal, { erased: isSure, ...erasure });
  else terminal.out(erasureText(erasure, isSure, paint(terminal.colour).bold));
  if (!isSure) terminal.note('nothing was erased; with --yes, --by and --reason it is\n');
  return exitCode.fine;
};

const letGo = async (input: CommandInput): Promise<ExitCode> => {
  const folder = subject(input, 'whose rule is missing', 'name the bundle');
  const { options, terminal } = input;
  const { openBundleFolder } = await import('../input/open-bundle.ts');
  const { bundle } = await openBundleFolder(folder, terminal);
  const rule = bundle.retention;
  if (rule === undefined)
    throw new WrongUse(
      'the bundle says not how long anything is kept',
      'write `settings: { retention: { runs: 365d } }`',
    );
  const isDry = options['dryRun'] === true;
  const at = moment(input);
  const past = isDry
    ? await inStore(input, true, (store) => pastRetention(store, rule, at))
    : await inStore(input, false, (store) =>
        retain(store, { rule, at, by: said(input, 'by', 'who lets go is missing', 'name the person with --by') }),
      );
  if (options['format'] === 'json') printJson(terminal, { erased: !isDry, ...past });
  else terminal.out(pastText(past, isDry));
  return exitCode.fine;
};

const people = async (input: CommandInput): Promise<ExitCode> => {
  const known = await inStore(input, true, (store) => store.keys.people());
  const { terminal, options } = input;
  if (options['format'] === 'json') printJson(terminal, known);
  else
    for (const { person, erased } of known)
      terminal.out(`${[person, ...erased.map((at) => `erased ${at}`)].join('  ')}\n`);
  return exitCode.fine;
};

const works: { readonly [what: string]: (input: CommandInput) => Promise<ExitCode> } = {
  export: exportPerson,
  erase,
  retain: letGo,
  people,
};

function subject({ parameters }: CommandInput, missing: string, help: string): string {
  const given = textOption(parameters[1]);
  if (given === undefined) throw new WrongUse(missing, help);
  return given;
}

function said({ options }: CommandInput, option: string, missing: string, help: string): string {
  const given = textOption(options[option]);
  if (given === undefined) throw new WrongUse(missing, help);
  return given;
}

function knownAs({ options }: CommandInput): readonly string[] {
  const given = options['knownAs'];
  return Array.isArray(given) ? given.map(String) : [];
}

function moment({ options }: CommandInput): string {
  const given = textOption(options['now']) ?? new Date().toISOString();
  const time = Date.parse(given);
  if (Number.isNaN(time))
    throw new WrongUse(`\`${given}\` is no instant`, 'write one such as 2026-03-27T14:00:00+01:00');
  return new Date(time).toISOString();
}

const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function erasureText(
  { person, runs, openRuns, tickets, entries, mentions, rejected, waiting }: Erasure,
  isDone: boolean,
  bold: (text: string) => string,
): string {
  const open = openRuns === 0 ? '' : `, ${openRuns} of them open`;
  return [
    `${bold(person)} ${isDone ? 'was erased' : 'would be erased'}`,
    `  sealed for good: what is theirs in ${some(entries, 'entry', 'entries')} of ${some(runs, 'run', 'runs')}${open}, and in ${some(tickets, 'ticket', 'tickets')}`,
    `  deleted: ${some(rejected.length, 'rejected message', 'rejected messages')}, ${some(waiting.length, 'start or event', 'starts and events')} that waited`,
    ...(mentions === 0
      ? []
      : [
          `  left: ${some(mentions, 'entry', 'entries')} about others, in which one of their names or addresses stands`,
        ]),
    '',
  ].join('\n');
}

function pastText({ runs, tickets, sessions, rejected }: PastRetention, isDry: boolean): string {
  const counted = [
    some(runs.length, 'run', 'runs'),
    some(tickets.length, 'ticket', 'tickets'),
    some(sessions.length, 'session', 'sessions'),
    some(rejected.length, 'rejected message', 'rejected messages'),
  ];
  return `${isDry ? 'past their time' : 'erased'}: ${counted.join(', ')}\n`;
}
