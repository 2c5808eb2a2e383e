import type { Commit, RunRecord, Store } from '@deskbook/core';

/** How many commits are on their way at once. */
const atOnce = 1_000;

/**
 * Makes many open runs out of one, each with a chain, a ticket and tasks of its own: what a desk would have written, had it got as many
 * events. `numberOf` is the number in the ids of what is copied (`T-1`, `event-1`).
 */
export async function cloneRuns(store: Store, template: RunRecord, numbers: readonly number[]): Promise<void> {
  const [, own = ''] = /^T-(\d+)$/.exec(template.ticket ?? '') ?? [];
  const entries = store.entries(`run:${template.run}`);
  const whole = JSON.stringify({ run: template, entries, tasks: store.tasks({ run: template.run }) });
  for (let begin = 0; begin < numbers.length; begin += atOnce) {
    const made = numbers.slice(begin, begin + atOnce).map((number) => {
      const id = cloneId(template.workflow, number);
      const text = whole
        .replaceAll(template.run, id)
        .replaceAll(`"T-${own}"`, `"T-${number}"`)
        .replaceAll(`"event-${own}"`, `"event-${number}"`)
        .replaceAll(`event:bench/event-${own}"`, `event:bench/event-${number}"`);
      return store.commit(commitOf(JSON.parse(text) as Parts));
    });
    for (const result of await Promise.all(made)) if (!result.ok) throw new Error(`a run was not copied: ${result.reason}`); // prettier-ignore
  }
}

/** The id of a copy. */
export const cloneId = (workflow: string, number: number): string =>
  `${workflow}-${number.toString(16).padStart(16, '0')}`;

interface Parts {
  readonly run: RunRecord;
  readonly entries: ReturnType<Store['entries']>;
  readonly tasks: ReturnType<Store['tasks']>;
}

function commitOf({ run, entries, tasks }: Parts): Commit {
  const stream = `run:${run.run}`;
  return {
    expect: { [stream]: null },
    append: entries.map(({ at, cause, body }) => ({ stream, at, cause, body })),
    runs: [run],
    openTasks: tasks,
    tickets: [{ id: run.ticket ?? '', time: '2026-03-02T09:00:00.000Z', facts: { ticket: { id: run.ticket, summary: 'The printer is on fire', requester: 'ada' } } }], // prettier-ignore
  };
}
