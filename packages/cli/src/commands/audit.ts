import type { JournalEntry, Store } from '@deskbook/core/journal';
import type { CommandInput, RunCommand } from '../command-input.ts';
import { openStore } from '../input/open-store.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import type { ExitCode } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';

/** What `audit` does with a store that is open for reading. */
type Audit = (store: Store, input: CommandInput) => Promise<ExitCode>;

/** `audit verify`, `audit replay` and `audit export`: the journal, without the bundle. */
export const audit: RunCommand = async (input) => {
  const wanted = String(input.parameters[0]);
  const run = Object.hasOwn(audits, wanted) ? audits[wanted] : undefined;
  if (run === undefined) throw new WrongUse(`audit does not know ${wanted}`, 'it can `verify`, `replay` and `export`');
  const store = openStore(String(input.options['store']), { readOnly: true, keys: textOption(input.options['keys']) });
  try {
    return await run(store, input);
  } finally {
    await store.close();
  }
};

const verify: Audit = async (store, { options, terminal }) => {
  const found = store.verify();
  const { good, bad } = paint(terminal.colour);
  if (asJson({ options, terminal })) printJson(terminal, found);
  else
    terminal.out(
      found.ok
        ? `${good('intact:')} ${found.entries} entries in ${found.streams} chains, ${found.seals} seals\n`
        : `${bad('not intact:')} ${found.stream} at entry ${found.sequence}: ${found.problem}\n`,
    );
  return found.ok ? exitCode.fine : exitCode.findings;
};

const replay: Audit = async (store, { options, terminal }) => {
  const named = textOption(options['run']);
  const run = named === undefined ? undefined : (await import('../input/find-run.ts')).findRun(store, named).run;
  const { replayStore } = await import('@deskbook/core/audit');
  const found = replayStore(store, { run, onRun: (replayed) => terminal.progress?.(`replayed ${replayed.run}`) });
  terminal.progress?.(null);
  const { good, bad } = paint(terminal.colour);
  if (asJson({ options, terminal })) printJson(terminal, found);
  else
    terminal.out(
      found.ok
        ? `${good('reproduced:')} ${found.runs} ${found.runs === 1 ? 'run' : 'runs'} from ${found.entries} entries\n`
        : `${bad('diverges:')} ${found.stream} at entry ${found.sequence}: ${found.problem}\n`,
    );
  return found.ok ? exitCode.fine : exitCode.findings;
};

const exportEntries: Audit = async (store, { options, terminal }) => {
  const { CSV_HEADER, toCsv, toOcsf } = await import('@deskbook/core/audit');
  const lines: { readonly [format: string]: (entry: JournalEntry) => string } = {
    json: (entry) => JSON.stringify(entry),
    ocsf: (entry) => JSON.stringify(toOcsf(entry)),
    csv: toCsv,
  };
  const format = textOption(options['format']) ?? 'json';
  const line = Object.hasOwn(lines, format) ? lines[format] : undefined;
  if (line === undefined) throw new WrongUse(`a journal is not exported as ${format}`, 'as json (lines), ocsf or csv');
  if (format === 'csv') terminal.out(`${CSV_HEADER}\n`);
  for (const stream of store.streams(textOption(options['stream']) ?? ''))
    for (const entry of store.entries(stream)) terminal.out(`${line(entry)}\n`);
  return exitCode.fine;
};

const audits: { readonly [what: string]: Audit } = { verify, replay, export: exportEntries };

/** What audits a store is mostly a machine, so JSON is what is piped. */
function asJson({ options, terminal }: Pick<CommandInput, 'options' | 'terminal'>): boolean {
  const format = options['format'] ?? (terminal.interactive ? 'pretty' : 'json');
  if (format === 'ocsf' || format === 'csv') throw new WrongUse(`${format} is for export`, 'leave --format out');
  return format === 'json';
}
