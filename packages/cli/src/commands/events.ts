import type { DeadLetter, Desk } from '@deskbook/core';
import type { CommandInput, RunCommand } from '../command-input.ts';
import { openStore } from '../input/open-store.ts';
import { storeNamed, storeToSay } from '../input/store-named.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import type { ExitCode } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';
import { receiptText } from '../output/receipt-text.ts';

/**
 * `events`: what was received and could not be used, one of them whole, or taken in again. Rejected again ends with 1. To look, a store will do
 * in place of a bundle; also while a desk works on it.
 */
export const events: RunCommand = async (input) => (input.options['retry'] === true ? takeIn(input) : look(input));

async function look(input: CommandInput): Promise<ExitCode> {
  const { parameters, options } = input;
  const path = storeNamed(options['store'], parameters[0]);
  const store = openStore(path, { readOnly: true, keys: textOption(options['keys']) });
  try {
    const id = textOption(parameters[1]);
    show(chosenOf(store.deadLetters(), id), id !== undefined, input);
    return exitCode.fine;
  } finally {
    await store.close();
  }
}

async function takeIn(input: CommandInput): Promise<ExitCode> {
  const { parameters, options, terminal } = input;
  const path = storeToSay(options['store']);
  const [{ openBundleFolder }, { openDeskFor }] = await Promise.all([
    import('../input/open-bundle.ts'),
    import('../input/open-desk-for.ts'),
  ]);
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const store = openStore(path, { keys: textOption(options['keys']), bundle: opened.bundle });
  const { desk } = await openDeskFor(opened, { store, now: textOption(options['now']) });
  try {
    return await retryAll(desk, chosenOf(desk.rejected(), textOption(parameters[1])), input);
  } finally {
    await desk.close();
  }
}

/** The one that is meant, by its id or by as much of its beginning as there is only one of; all of them where none is named. */
function chosenOf(letters: readonly DeadLetter[], id: string | undefined): readonly DeadLetter[] {
  if (id === undefined) return letters;
  const found = letters.filter((letter) => letter.id.startsWith(id));
  if (found.length === 0) throw new WrongUse(`there is no rejected event ${id}`, '`deskbook events` lists them');
  const exact = found.filter((letter) => letter.id === id);
  if (exact.length === 0 && found.length > 1)
    throw new WrongUse(`${found.length} rejected events begin with ${id}`, 'say more of it');
  return exact.length === 0 ? found : exact;
}

async function retryAll(desk: Desk, chosen: readonly DeadLetter[], { options, terminal }: CommandInput) {
  const by = textOption(options['by']);
  if (by === undefined) throw new WrongUse('who says so is missing', 'name the person with --by');
  const results = [];
  for (const { id } of chosen) results.push({ id, ...(await desk.retry(id, { by })) });
  await desk.settle();
  if (options['format'] === 'json') printJson(terminal, results);
  else
    for (const result of results)
      terminal.out(`${result.id}  ${result.ok ? receiptText(result.receipt) : result.reason}\n`);
  const all = results.every((result) => result.ok && result.receipt.status !== 'rejected');
  return all ? exitCode.fine : exitCode.findings;
}

function show(chosen: readonly DeadLetter[], whole: boolean, { options, terminal }: CommandInput): void {
  if (options['format'] === 'json') {
    printJson(terminal, chosen);
    return;
  }
  const { bold, dim } = paint(terminal.colour);
  if (chosen.length === 0) terminal.note('nothing was rejected\n');
  for (const { id, at, source, code, message, pointer, headers, body } of chosen) {
    const where = pointer === null ? '' : ` at ${pointer}`;
    terminal.out(`${bold(id)}  ${dim(at)}  ${source}  ${code}: ${message}${where}\n`);
    if (!whole) continue;
    for (const [name, value] of Object.entries(headers)) terminal.out(`  ${name}: ${value}\n`);
    terminal.out(`\n${body}\n`);
  }
}
