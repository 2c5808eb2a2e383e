import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Commit, type Head, type RunRecord, type Store, type TaskRecord, memoryStore } from '@deskbook/core';
import type { StorePlace } from './store-place.ts';

const STREAMS = ['run:1', 'run:2', 'ticket:T-1', 'desk'] as const;

/** A commit in the making: `fresh` streams expect their head as it is, others expect one that never was. */
interface Draft {
  readonly appends: readonly { readonly stream: (typeof STREAMS)[number]; readonly fresh: boolean }[];
  readonly minute: number;
  readonly seen: string | null;
  readonly claim: { readonly key: string; readonly holder: string; readonly capacity: number; readonly minutes: number | null } | null; // prettier-ignore
  readonly release: { readonly key: string; readonly holder: string } | null;
  readonly task: { readonly id: string; readonly open: boolean; readonly assignee: string } | null;
  readonly run: {
    readonly id: string;
    readonly ended: boolean;
    readonly due: number | null;
    readonly gives: boolean;
  } | null;
}

const key = fc.constantFrom('throttle:a', 'throttle:b');
const holder = fc.constantFrom('h1', 'h2', 'h3');
const draft: fc.Arbitrary<Draft> = fc.record({
  appends: fc.array(fc.record({ stream: fc.constantFrom(...STREAMS), fresh: fc.integer({ min: 0, max: 9 }).map((n) => n > 0) }), { minLength: 1, maxLength: 4 }), // prettier-ignore
  minute: fc.integer({ min: 0, max: 59 }),
  seen: fc.option(fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5')),
  claim: fc.option(
    fc.record({
      key,
      holder,
      capacity: fc.integer({ min: 1, max: 2 }),
      minutes: fc.option(fc.integer({ min: 1, max: 30 })),
    }),
  ),
  release: fc.option(fc.record({ key, holder })),
  task: fc.option(fc.record({ id: fc.constantFrom('t1', 't2'), open: fc.boolean(), assignee: fc.constantFrom('lena', 'tom') })), // prettier-ignore
  run: fc.option(fc.record({ id: fc.constantFrom('r1', 'r2'), ended: fc.boolean(), due: fc.option(fc.integer({ min: 0, max: 59 })), gives: fc.boolean() })), // prettier-ignore
});

const instant = (minute: number): string => new Date(Date.UTC(2026, 2, 27, 14, minute)).toISOString();

function toCommit(store: Store, number: number, step: Draft): Commit {
  const expected = new Map<string, Head | null>();
  for (const { stream, fresh } of step.appends) {
    if (!fresh || !expected.has(stream))
      expected.set(stream, fresh ? store.head(stream) : { sequence: 999, hash: 'x' });
  }
  const at = instant(step.minute);
  const run: RunRecord = {
    run: step.run?.id ?? '',
    workflow: 'w',
    ticket: 'T-1',
    requester: 'lena',
    status: step.run?.ended === true ? 'ended' : 'running',
    end: null,
    bundle: 'b',
    startedAt: at,
    updatedAt: at,
    due: step.run?.due === null || step.run === null ? null : instant(step.run.due),
    cause: 'desk',
    parent: null,
    ...(step.run?.gives === true && { activation: { of: 'help', from: at, until: instant(59) } }),
  };
  const task: TaskRecord = {
    task: step.task?.id ?? '',
    run: 'r1',
    node: 'n',
    kind: 'task',
    assignees: [step.task?.assignee ?? ''],
    role: null,
    deadline: null,
    title: `task ${number}`,
    details: {},
  };
  const claim = step.claim;
  return {
    expect: Object.fromEntries(expected),
    append: step.appends.map(({ stream }) => ({ stream, at, cause: 'desk', body: { type: 'step', number } })),
    ...(step.seen === null ? {} : { seen: [{ source: 's', id: step.seen }] }),
    ...(claim === null
      ? {}
      : { claim: [{ ...claim, until: claim.minutes === null ? null : instant(step.minute + claim.minutes) }] }),
    ...(step.release === null ? {} : { release: [step.release] }),
    ...(step.task === null ? {} : step.task.open ? { openTasks: [task] } : { closeTasks: [task.task] }),
    ...(step.run === null ? {} : { runs: [run] }),
    checkpoints: [{ run: 'r1', sequence: number, state: { number } }],
    tickets: [{ id: `T-${number % 3}`, time: at, facts: { number } }],
    deadLetters: [{ id: `d${number % 4}`, at, source: 's', headers: {}, body: '{', code: 'not_json', message: 'm', pointer: null, verified: false }], // prettier-ignore
    ...(number % 5 === 4 && { dropLetters: [`d${(number + 1) % 4}`] }),
    bundles: [{ hash: 'b', json: `{"n":${number}}` }],
    ...(number % 3 === 2 ? { unpark: [`p${number % 4}`] } : { park: [{ id: `p${number % 4}`, kind: number % 2 === 0 ? 'a' : 'b', at, work: { number } }] }), // prettier-ignore
    cursors: [{ name: 'c', value: String(number) }],
    timers: [
      { id: `t${number % 4}`, due: number % 5 === 0 ? null : instant((step.minute * 7) % 60), state: { number } },
    ],
  };
}

/** Everything a store tells. */
const told = (store: Store): unknown => ({
  streams: store.streams(''),
  runStreams: store.streams('run:'),
  entries: store
    .streams('')
    .map((stream) => [
      store.entries(stream),
      store.entries(stream, 1),
      store.entries(stream, 1, 2),
      store.entries(stream, 0, 1),
      store.head(stream),
    ]),
  runs: [store.runs({}), store.runs({ status: 'open' }), store.runs({ status: 'ended', ticket: 'T-1' })],
  dueRuns: [store.runs({ dueBy: instant(30) }), store.runs({ parent: 'p' }), store.run('r1'), store.run('none')],
  activated: [store.runs({ activatedBy: 'lena' }), store.runs({ activatedBy: 'tom' })],
  tasks: [store.tasks({}), store.tasks({ assignee: 'lena' }), store.tasks({ run: 'r1', assignee: 'tom' })],
  one: [store.task('t1'), store.checkpoint('r1'), store.checkpoint('r9'), store.ticket('T-1'), store.ticket('none')],
  rest: [
    [...store.tickets()],
    store.deadLetters(),
    store.bundle('b'),
    store.bundle('none'),
    store.cursor('c'),
    store.parked('a'),
  ],
  timers: [
    store.timers({ dueBy: instant(40), atMost: 2 }),
    store.timers({ after: '', atMost: 9 }),
    store.timers({ after: 't1', atMost: 1 }),
  ],
  due: [store.timer('t0'), store.timer('none'), store.nextDue(), store.runs({ ready: true }), store.deadLetter('d1')],
  verified: store.verify(),
});

/** Whatever is committed in whatever order, a store answers as the one in memory does, also after it was closed and opened again. */
export function sameAnswers(newPlace: () => Promise<StorePlace>, numRuns: number): void {
  test('any sequence of commits is answered as in memory, and goes on so after the store is opened again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(draft, { maxLength: 25 }), fc.nat(25), async (steps, reopenAt) => {
        const place = await newPlace();
        const memory = memoryStore();
        let store = await place.open();
        for (const [number, step] of steps.entries()) {
          const commit = toCommit(memory, number, step);
          expect(await store.commit(commit)).toEqual(await memory.commit(commit));
          if (number === reopenAt) {
            await store.close();
            await memory.close();
            store = await place.open();
          }
        }
        expect(told(store)).toEqual(told(memory));
        expect(store.verify().ok).toBe(true);
        await store.close();
      }),
      { numRuns },
    );
  }, 20_000);
}
