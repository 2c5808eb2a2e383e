import type { DeadLetter, Desk } from '@deskbook/core';
import type { CommandInput, RunCommand } from '../command-input.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { openDeskFor } from '../input/open-desk-for.ts';
import { openStore } from '../input/open-store.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';
import { receiptText } from '../output/receipt-text.ts';

/** `events`: what was received and could not be used, one of them whole, or taken in again. Rejected again ends with 1. */
export const events: RunCommand = async (input) => {
  const { parameters, options, terminal } = input;
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const retry = options['retry'] === true;
  const store = openStore(String(options['store']), {
    readOnly: !retry,
    keys: textOption(options['keys']),
    bundle: opened.bundle,
  });
  const { desk } = await openDeskFor(opened, { store, now: textOption(options['now']) });
  try {
    const id = textOption(parameters[1]);
    const chosen = desk.rejected().filter((letter) => id === undefined || letter.id === id);
    if (id !== undefined && chosen.length === 0)
      throw new WrongUse(`there is no rejected event ${id}`, '`deskbook events` lists them');
    if (retry) return await retryAll(desk, chosen, input);
    show(chosen, id !== undefined, input);
    return exitCode.fine;
  } finally {
    await desk.close();
  }
};

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
