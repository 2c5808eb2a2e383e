import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '@deskbook/policies';
import { memoryKeys, personData, privateStore } from '../../src/privacy/index.ts';
import type { Commit, Store } from '../../src/index.ts';
import { memoryStore } from '../../src/index.ts';

/** What is looked for in what is stored, and must not be there. */
const planted = [
  'Lena Hartmann-Pl4nt3d',
  'lena.pl4nt3d@company.example',
  'Straße 7,\n"Pl4nt3d" \\ 😀',
  '<Tom Pl4nt3d>',
];
const marks = /pl4nt3d|straße|stra\\u00dfe/i;

const text = fc.oneof(
  fc.constantFrom(...planted),
  fc.constantFrom('lena', 'IT-1', '', '2026-03-27', 'sealed', '__proto__'),
  fc.string(),
);
/** Names the desk uses, names a bundle might, and names that are trouble. */
const names = ['facts', 'ticket', 'summary', 'input', 'output', 'form', 'items', 'value', 'note', 'mail', 'data', 'changes', 'permission', 'reason', 'sealed', 'a/b~c', '__proto__', 'constructor', 'Lena Hartmann-Pl4nt3d', 'lena.pl4nt3d@company.example', '0']; // prettier-ignore
const { value } = fc.letrec<{ value: Json; record: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('record'),
  ),
  record: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
}));
/** Names that stand in structure are the desk's own, but what stands under them may be anything. */
const isPlainName = (name: string): boolean => !marks.test(name);
const own = (json: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(json)
      .filter(([name]) => isPlainName(name))
      .map(([name, part]) => [name, ownIn(part)]),
  );
const ownIn = (json: Json): Json =>
  Array.isArray(json)
    ? json.map((item: Json) => ownIn(item))
    : typeof json === 'object' && json !== null
      ? own(json as JsonObject)
      : json;
const data = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }) as fc.Arbitrary<JsonObject>;

const body = fc
  .record({
    type: fc.constantFrom('run.started', 'effect.done', 'task.answered', 'said.by.nobody'),
    data,
    more: data.map(own),
    by: fc.constantFrom('lena', 'tom'),
  })
  .map(({ type, data: facts, more, by }) => ({ ...more, facts, form: facts, requester: 'lena', by, type }));

const commit = fc.record({
  bodies: fc.array(body, { minLength: 1, maxLength: 3 }),
  title: text,
  details: data.map(own),
  facts: data,
  state: data,
  work: data,
  letter: fc.record({ headers: fc.dictionary(text, text), body: text, message: text }),
});

function toCommit(draft: typeof commit extends fc.Arbitrary<infer Draft> ? Draft : never): Commit {
  const at = '2026-03-27T13:00:00.000Z';
  const stream = 'run:r-1';
  return {
    expect: { [stream]: null },
    append: draft.bodies.map((each) => ({ stream, at, cause: 'desk', body: each })),
    openTasks: [
      {
        task: 't',
        run: 'r-1',
        node: 'n',
        kind: 'task',
        assignees: ['tom'],
        role: null,
        deadline: null,
        title: draft.title,
        details: draft.details,
      },
    ],
    tickets: [{ id: 'IT-1', time: at, facts: draft.facts }],
    checkpoints: [{ run: 'r-1', sequence: draft.bodies.length, state: draft.state }],
    timers: [{ id: 'sla:IT-1', due: at, state: { ticket: 'IT-1', facts: draft.facts, clocks: own(draft.state) } }],
    park: [{ id: 'p', kind: 'held', at, work: draft.work }],
    deadLetters: [{ id: 'dl', at, source: 'rt', code: 'not_json', pointer: null, verified: true, ...draft.letter }],
  };
}

const plainly = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

/** Everything a commit can bring into a store, as it is read from there. */
const readBack = (store: Store): unknown =>
  plainly({
    append: store.entries('run:r-1').map(({ stream, at, cause, body: said }) => ({ stream, at, cause, body: said })),
    openTasks: [store.task('t')],
    tickets: [{ id: 'IT-1', ...store.ticket('IT-1') }],
    all: [...store.tickets()],
    checkpoints: [{ run: 'r-1', ...store.checkpoint('r-1') }],
    park: store.parked('held'),
    timers: [store.timer('sla:IT-1'), store.timers({ after: '', atMost: 9 })],
    deadLetters: store.deadLetters(),
  });

test('whatever a commit says, nothing personal is stored in the clear, and it is read as it was', async () => {
  await fc.assert(
    fc.asyncProperty(commit, async (draft) => {
      const plain = memoryStore();
      const below = memoryStore();
      const store = privateStore(below, { keys: memoryKeys() });
      const wanted = toCommit(draft);
      expect((await plain.commit(wanted)).ok).toBe(true);
      expect((await store.commit(wanted)).ok).toBe(true);
      expect(readBack(store)).toEqual(readBack(plain));
      expect(JSON.stringify(readBack(below))).not.toMatch(marks);
      expect(below.verify()).toMatchObject({ ok: true });
    }),
    { numRuns: 150 },
  );
});

test('whatever a commit said, reading is total once somebody was erased, and nothing of theirs is read', async () => {
  await fc.assert(
    fc.asyncProperty(commit, async (draft) => {
      const keys = memoryKeys();
      const store = privateStore(memoryStore(), { keys });
      await store.commit(toCommit(draft));
      await keys.erase('lena', '2026-03-28T00:00:00.000Z');
      const { append, openTasks, all, checkpoints, park } = readBack(store) as { readonly [part: string]: unknown };
      // Tickets and parked work whose record names nobody are nobody's: they go with their own secret.
      expect(JSON.stringify([append, openTasks, checkpoints])).not.toMatch(marks);
      expect([all, park]).toBeDefined();
      expect(personData(store, 'lena').person).toBe('lena');
      expect(store.verify()).toMatchObject({ ok: true });
    }),
    { numRuns: 60 },
  );
});
