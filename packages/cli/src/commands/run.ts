import type { Desk, Receipt, RunRecord, Store, TaskRecord } from '@deskbook/core';
import type { JsonObject } from '@deskbook/policies';
import type { RunCommand } from '../command-input.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { openDeskFor } from '../input/open-desk-for.ts';
import { openStore } from '../input/open-store.ts';
import { textOption } from '../input/text-option.ts';
import { readEvents, sourceHint } from '../input/read-events.ts';
import { entryText } from '../output/entry-text.ts';
import { exitCode } from '../output/exit-code.ts';
import { taskText } from '../output/wait-text.ts';
import { paint } from '../output/paint.ts';
import { receiptText } from '../output/receipt-text.ts';
import type { Terminal } from '../output/terminal.ts';

type Entry = JsonObject & { readonly type: string };

/**
 * `run`: takes events in, runs what they start, resumes what was open, and ends when nothing can proceed without a new event, an
 * answer or time. A rejected event is a finding; what else came in was still taken.
 */
export const run: RunCommand = async ({ parameters, options, terminal }) => {
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const store = openStore(String(options['store']), {
    make: true,
    keys: textOption(options['keys']),
    bundle: opened.bundle,
  });
  const print = options['format'] === 'pretty' ? prettyPrinter(terminal) : linesPrinter(terminal);
  const { desk, clock, secrets } = await openDeskFor(opened, {
    store,
    now: textOption(options['now']),
    onEntry: print.entry,
  });
  let rejected = 0;
  const interrupted = whenInterrupted(store, terminal);
  try {
    const path = textOption(options['events']);
    const events =
      path === undefined
        ? []
        : await readEvents({
            path,
            source: textOption(options['source']),
            bundle: opened.bundle,
            secrets,
            now: clock.now(),
          });
    for (const [index, event] of events.entries()) {
      terminal.progress?.(`event ${index + 1} of ${events.length}`);
      const receipt = await desk.receive(event);
      if (receipt.status === 'rejected') rejected += 1;
      print.receipt(receipt);
    }
    const hint = rejected > 0 ? sourceHint(opened.bundle, textOption(options['source'])) : null;
    if (hint !== null) terminal.note(hint);
    await desk.settle();
    terminal.progress?.(null);
    for (const record of touched(desk, print.seen)) print.run(record, desk.tasks({ run: record.run }));
    print.due(desk.nextDue());
  } finally {
    process.off('SIGINT', interrupted);
    await desk.close();
  }
  return rejected > 0 ? exitCode.findings : exitCode.fine;
};

/** What a process that is interrupted ends with, as shells expect. */
const interruptedCode = 130;

/** Ctrl-C closes the store and ends the process. Nothing is lost by it: what was accepted is durable, and the next run resumes it. */
function whenInterrupted(store: Store, terminal: Terminal): () => void {
  const interrupted = (): void => {
    terminal.note('interrupted; what was accepted is kept, and the next `deskbook run` goes on with it\n');
    void store.close().finally(() => process.exit(interruptedCode));
  };
  process.once('SIGINT', interrupted);
  return interrupted;
}

/** The runs this call moved, and those that still wait for somebody. */
function touched(desk: Desk, seen: ReadonlySet<string>): readonly RunRecord[] {
  return desk.runs().filter(({ run: id, status }) => seen.has(id) || status !== 'ended');
}

interface Printer {
  readonly seen: ReadonlySet<string>;
  readonly receipt: (receipt: Receipt) => void;
  readonly entry: (run: string, entry: Entry) => void;
  readonly run: (record: RunRecord, tasks: readonly TaskRecord[]) => void;
  /** When something happens by itself next. */
  readonly due: (next: string | null) => void;
}

/** JSON Lines as things happen. */
function linesPrinter(terminal: Terminal): Printer {
  const seen = new Set<string>();
  const line = (value: object): void => terminal.out(`${JSON.stringify(value)}\n`);
  return {
    seen,
    receipt: (receipt) => line({ type: 'receipt', ...receipt }),
    entry: (id, entry) => {
      seen.add(id);
      line({ type: 'entry', run: id, entry });
    },
    run: (record, tasks) => line({ type: 'run', ...record, waiting: tasks }),
    due: (next) => (next === null ? undefined : line({ type: 'due', at: next })),
  };
}

/** For people: receipts as they come, then run by run what happened in it. Runs go on side by side, which nobody can read. */
function prettyPrinter(terminal: Terminal): Printer {
  const said = new Map<string, string[]>();
  const { bold, bad } = paint(terminal.colour);
  let begun = false;
  const block = (text: string): void => {
    terminal.out(`${begun ? '\n' : ''}${text}\n`);
    begun = true;
  };
  return {
    get seen() {
      return new Set(said.keys());
    },
    receipt: (receipt) => {
      terminal.out(`${receipt.status === 'rejected' ? bad(receiptText(receipt)) : bold(receiptText(receipt))}\n`);
      begun = true;
    },
    entry: (id, entry) => {
      const lines = said.get(id) ?? [];
      said.set(id, lines);
      const text = entryText(entry);
      if (text === null || entry.type === 'run.started' || entry.type === 'run.ended') return;
      lines.push(text);
      terminal.progress?.(`${id}  ${text}`);
    },
    run: (record, tasks) => block(runText(record, tasks, { bold, between: said.get(record.run) ?? [] })),
    due: (next) => (next === null ? undefined : terminal.note(`something happens by itself at ${next}\n`)),
  };
}

/** How a run is shown: what is set off, and lines of what happened in it. */
export interface RunTextOptions {
  readonly bold: (text: string) => string;
  readonly between?: readonly string[];
}

/** A run in a line, what happened, and what it waits for below. */
export function runText(
  record: RunRecord,
  tasks: readonly TaskRecord[],
  { bold, between = [] }: RunTextOptions,
): string {
  const state = record.status === 'ended' ? `ended: ${record.end ?? ''}` : record.paused ? 'paused' : record.status;
  const waits = tasks.flatMap((task) => taskText(task).map((line) => `  ${line}`));
  const { activation } = record;
  const given = activation === undefined ? [] : [`  ${record.requester ?? 'somebody'} has ${activation.of} until ${activation.until}`]; // prettier-ignore
  const until = record.status !== 'ended' && record.due !== null ? [`  goes on by itself at ${record.due}`] : [];
  const head = `${bold(record.run)}  ${record.workflow}  ${state}`;
  return [head, ...between.map((line) => `  ${line}`), ...given, ...waits, ...until].join('\n');
}
