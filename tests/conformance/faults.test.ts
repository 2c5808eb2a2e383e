import { afterAll, describe, expect, test } from 'vitest';
import type { Commit } from '@deskbook/core';
import type { TestDefinition } from '@deskbook/dsl/bundle';
import { readCases } from './cases.ts';
import { type CommitFault, PERFORM_FAULTS, troubled } from './faults.ts';
import { ALL, partOf } from './extent.ts';
import type { Host } from './host.ts';
import { openHosts } from './hosts.ts';
import { outcomeOf } from './journal.ts';
import { type Lived, type Trouble, liveThrough } from './live-through.ts';

/** All of them take minutes; a busy machine is slow. */
const PATIENCE = ALL ? 600_000 : 120_000;

const cases = readCases();
const hosts = openHosts();
afterAll(() => Promise.all(hosts.map((host) => host.end())));

/** Mocks answer call by call: what they answer depends on how often they are asked, and so on what went wrong. */
const steady = cases.tests.filter(({ mocks }) => Object.keys(mocks).length === 0);

async function lived(host: Host, definition: TestDefinition, trouble: Trouble) {
  const place = await host.newPlace();
  try {
    const life = await liveThrough(cases, definition, place, trouble);
    expect(place.store.verify()).toMatchObject({ ok: true });
    expect(repeated(life.calls)).toEqual([]);
    return { ...life, outcome: outcomeOf(place.store, cases.bundle) };
  } finally {
    await place.end();
  }
}

/** What must not be done twice, and was. */
function repeated(calls: Lived['calls']): readonly string[] {
  const done = calls.filter(({ action }) => cases.bundle.actions[action]?.idempotent === 'never');
  const names = done.map(({ action, key }) => `${action} ${key}`);
  return names.filter((name, index) => names.indexOf(name) < index);
}

const whole = new Map<string, ReturnType<typeof lived>>();
/** How a case comes out when nothing goes wrong. */
function wholeOf(definition: TestDefinition): ReturnType<typeof lived> {
  const [first] = hosts;
  if (first === undefined) throw new Error('there are no hosts');
  const known = whole.get(definition.id) ?? lived(first, definition, {});
  whole.set(definition.id, known);
  return known;
}

/** The cases of a fault that fall to a host: one in so many, another one for each fault and host, and none where those are more than there are cases. */
function sharesOf(host: Host, fault: number): readonly TestDefinition[] {
  const { share } = host;
  const turn = (hosts.indexOf(host) + fault) * (steady.length + 1);
  const all = steady.filter((_, index) => ALL || (share !== undefined && (index + turn) % share === 0));
  return partOf(all);
}

type CommitFaultKind = Omit<CommitFault, 'at'>;

/** At which commit a fault came, and how it stood in the end. */
type Life = Pick<Awaited<ReturnType<typeof lived>>, 'outcome'> & { readonly at: number };

/** Lives a case with a fault at every commit, or every so-manieth, until there are no more. */
async function atEveryCommit(
  host: Host,
  definition: TestDefinition,
  fault: CommitFaultKind,
  { first = 1, step = 1 } = {},
): Promise<readonly Life[]> {
  const lives: Life[] = [];
  for (let at = first; ; at += step) {
    const { outcome, commits } = await lived(host, definition, { commit: { ...fault, at } });
    lives.push({ at, outcome });
    if (commits < at) return lives;
  }
}

/** At one commit, or the last one before it that the fault can befall: a host may make fewer than the first one, and what only begins nobody else goes on with. */
async function atOneCommit(
  host: Host,
  definition: TestDefinition,
  fault: CommitFaultKind,
  seed: number,
): Promise<readonly Life[]> {
  const lives: Life[] = [];
  const { commits } = await wholeOf(definition);
  for (let at = 1 + ((seed * 7) % commits); at > 0; at -= 1) {
    const { outcome, isStruck } = await lived(host, definition, { commit: { ...fault, at } });
    lives.push({ at, outcome });
    if (isStruck) break;
  }
  return lives;
}

/** What falls to a host of a fault to a case. */
function livesOf(
  host: Host,
  definition: TestDefinition,
  fault: CommitFaultKind,
  seed: number,
): Promise<readonly Life[]> {
  if (ALL) return atEveryCommit(host, definition, fault);
  if (host.share === 4) return atEveryCommit(host, definition, fault, { first: 1 + (seed % 5), step: 5 });
  return atOneCommit(host, definition, fault, seed);
}

const COMMIT_FAULTS: readonly (readonly [string, CommitFaultKind])[] = [
  ['the process dies before a commit', { kind: 'dies', when: 'before' }],
  ['the process dies after a commit', { kind: 'dies', when: 'after' }],
  ['a commit fails', { kind: 'fails', when: 'before' }],
  ['a commit fails and was made', { kind: 'fails', when: 'after' }],
  ['a commit is refused', { kind: 'is_refused', when: 'before' }],
];

const OTHER_FAULTS: readonly (readonly [string, Trouble])[] = [
  ...PERFORM_FAULTS.map((fault) => [`an action ${fault.replaceAll('_', ' ')}`, { world: (perform, overtime) => troubled(perform, fault, overtime) }] as const satisfies readonly [string, Trouble]), // prettier-ignore
  ['everything comes in twice', { twice: true }],
];

/** Where nobody knows what became of an action, a session goes on with the next question: that is right, and comes out otherwise. */
const goesAnotherWay = ({ steps }: TestDefinition): boolean => steps.some(({ act }) => act === 'respond');

/** Where a commit goes wrong nobody may know what became of an action that must not be repeated: it is held for a person then. */
const held = cases.tests.filter(({ id }) => id === 'nobody-knows-and-it-must-not-be-repeated');
const [charged] = held.map((definition) => ({ ...definition, id: 'charged-once', mocks: {} }));
if (charged === undefined) throw new Error('the case of what must not be repeated is gone');

const ENDED = { runs: [{ end: 'done' }], tasks: [] };

const isOutcome = ({ append }: Commit): boolean => append.some(({ body }) => body['type'] === 'effect.done');

const troubledHosts = hosts.flatMap((host) =>
  host.share === undefined ? [] : [[host.name, host, host.share] as const],
);

describe.each(troubledHosts)('%s', (_, host, share) => {
  const commitFaults = COMMIT_FAULTS.flatMap(([name, fault], index) =>
    sharesOf(host, index).map((definition, place) => [name, definition.id, fault, definition, index + place] as const),
  );
  test.each(commitFaults)(
    '%s: %s',
    async (__, ___, fault, definition, seed) => {
      const { outcome, commits } = await wholeOf(definition);
      const lives = await livesOf(host, definition, fault, seed);
      expect(lives).not.toEqual([]);
      for (const life of lives) expect.soft(life.outcome, `commit ${life.at} of ${commits}`).toEqual(outcome);
    },
    PATIENCE,
  );

  const others = OTHER_FAULTS.flatMap(([name, trouble], index) => {
    const fitting = sharesOf(host, COMMIT_FAULTS.length + index).filter(
      (each) => trouble.world === undefined || !goesAnotherWay(each),
    );
    return fitting.map((definition) => [name, definition.id, trouble, definition] as const);
  });
  test.each(others)(
    '%s: %s',
    async (__, ___, trouble, definition) => {
      const { outcome } = await wholeOf(definition);
      const { outcome: through } = await lived(host, definition, trouble);
      expect(through).toEqual(outcome);
    },
    PATIENCE,
  );

  const isFor = (fault: number): boolean =>
    ALL || (hosts.indexOf(host) + fault) % Math.max(1, share / steady.length) === 0;
  test.each(COMMIT_FAULTS.filter((_, index) => isFor(index)))(
    '%s: what must not be done twice',
    async (__, fault) => {
      const life = await lived(host, charged, { commit: { ...fault, at: isOutcome } });
      expect(life).toMatchObject({ isStruck: true, outcome: ENDED, calls: [{ action: 'thing.charge' }] });
      const others = ALL ? await atEveryCommit(host, charged, fault) : [];
      for (const { at, outcome } of others) expect.soft(outcome, `commit ${at}`).toMatchObject(ENDED);
    },
    PATIENCE,
  );

  const asked = { first: 0, beside: 0 };
  async function byTwo(definition: TestDefinition): Promise<unknown> {
    const { outcome, calls, askedBeside } = await lived(host, definition, { beside: true });
    asked.first += calls.length - askedBeside;
    asked.beside += askedBeside;
    return outcome;
  }
  const together = sharesOf(host, COMMIT_FAULTS.length + OTHER_FAULTS.length);
  test.each(together.map((definition) => [definition.id, definition] as const))(
    'two processes work at once: %s',
    async (__, definition) => {
      const { outcome } = await wholeOf(definition);
      expect(await byTwo(definition)).toEqual(outcome);
    },
    PATIENCE,
  );
  test.each(host.takesTurns === true ? [host.name] : [])(
    'two processes work at once: both of them do, on %s',
    async () => {
      // Who comes first to what is to be done is chance, and so it may be always the same where there is little to do.
      for (const definition of steady) {
        if (asked.first > 0 && asked.beside > 0) break;
        await byTwo(definition);
      }
      expect(Math.min(asked.first, asked.beside), `${asked.first} and ${asked.beside}`).toBeGreaterThan(0);
    },
    PATIENCE,
  );
});
