import { sqliteStore } from '@deskbook/core';
import type { Desk, Receipt, RunRecord, TaskRecord } from '@deskbook/core';
import type { JsonObject } from '@deskbook/policies';
import type { RunCommand } from '../command-input.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { openDeskFor } from '../input/open-desk-for.ts';
import { textOption } from '../input/text-option.ts';
import { readEvents } from '../input/read-events.ts';
import { entryText } from '../output/entry-text.ts';
import { exitCode } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import type { Terminal } from '../output/terminal.ts';

type Entry = JsonObject & { readonly type: string };

/**
 * `run`: takes events in, runs what they start, resumes what was open, and ends when nothing can proceed without a new event, an
 * answer or time. A rejected event is a finding; what else came in was still taken.
 */
export const run: RunCommand = async ({ parameters, options, terminal }) => {
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const store = sqliteStore(String(options['store']));
  const print = printer(terminal, options['format'] !== 'pretty');
  const { desk, clock, secrets } = await openDeskFor(opened, {
    store,
    now: textOption(options['now']),
    onEntry: print.entry,
  });
  let rejected = 0;
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
    for (const event of events) {
      const receipt = await desk.receive(event);
      if (receipt.status === 'rejected') rejected += 1;
      print.receipt(receipt);
    }
    await desk.settle();
    for (const record of touched(desk, print.seen)) print.run(record, desk.tasks({ run: record.run }));
  } finally {
    await desk.close();
  }
  return rejected > 0 ? exitCode.findings : exitCode.fine;
};

/** The runs this call moved, and those that still wait for somebody. */
function touched(desk: Desk, seen: ReadonlySet<string>): readonly RunRecord[] {
  return desk.runs().filter(({ run: id, status }) => seen.has(id) || status !== 'ended');
}

interface Printer {
  readonly seen: ReadonlySet<string>;
  readonly receipt: (receipt: Receipt) => void;
  readonly entry: (run: string, entry: Entry) => void;
  readonly run: (record: RunRecord, tasks: readonly TaskRecord[]) => void;
}

function printer(terminal: Terminal, json: boolean): Printer {
  const seen = new Set<string>();
  const line = (value: object): void => terminal.out(`${JSON.stringify(value)}\n`);
  const { bold, dim, bad } = paint(terminal.colour);
  return {
    seen,
    receipt: (receipt) => {
      if (json) return line({ type: 'receipt', ...receipt });
      terminal.out(`${receipt.status === 'rejected' ? bad(receiptText(receipt)) : bold(receiptText(receipt))}\n`);
    },
    entry: (id, entry) => {
      seen.add(id);
      if (json) return line({ type: 'entry', run: id, entry });
      const said = entryText(entry);
      if (said !== null) terminal.out(`  ${dim(id)}  ${said}\n`);
    },
    run: (record, tasks) => {
      if (json) return line({ type: 'run', ...record, waiting: tasks });
      terminal.out(`${runText(record, tasks, bold)}\n`);
    },
  };
}

function receiptText(receipt: Receipt): string {
  switch (receipt.status) {
    case 'accepted': {
      const started = receipt.started.map(({ run: id, how }) => `${how} ${id}`).join(', ');
      return `${receipt.event.type} ${receipt.event.subject ?? receipt.event.id}: ${started || 'starts nothing'}`;
    }
    case 'duplicate':
      return `seen before: ${receipt.source} ${receipt.id}`;
    case 'ignored':
      return `ignored: ${receipt.reason}`;
    case 'rejected':
      return `rejected: ${receipt.rejection.message} (kept as ${receipt.deadLetter})`;
  }
}

/** A run in a line, and what it waits for below. */
export function runText(record: RunRecord, tasks: readonly TaskRecord[], bold: (text: string) => string): string {
  const state = record.status === 'ended' ? `ended: ${record.end ?? ''}` : record.status;
  const waits = tasks.map(
    (task) =>
      `    waits for ${task.assignees.join(' or ') || task.role || 'somebody'}: ${task.title} (${task.kind} ${task.task})`,
  );
  const until = record.status !== 'ended' && record.due !== null ? [`    goes on by itself at ${record.due}`] : [];
  return [`${bold(record.run)}  ${record.workflow}  ${state}`, ...waits, ...until].join('\n');
}
