import { afterAll, describe, expect, test } from 'vitest';
import type { TestDefinition } from '@deskbook/dsl/bundle';
import { readCases } from './cases.ts';
import { type CommitFault, PERFORM_FAULTS, troubled } from './faults.ts';
import type { Host } from './host.ts';
import { openHosts } from './hosts.ts';
import { outcomeOf } from './journal.ts';
import { type Trouble, liveThrough } from './live-through.ts';

/** `CONFORMANCE=all` has every fault at every commit of every case on every host; otherwise each host has a share of them. */
const ALL = process.env['CONFORMANCE'] === 'all';

/** All of them take minutes; a busy machine is slow. */
const PATIENCE = ALL ? 3_600_000 : 120_000;

const cases = readCases();
const hosts = openHosts();
afterAll(() => Promise.all(hosts.map((host) => host.end())));

/** Mocks answer call by call: what they answer depends on how often they are asked, and so on what went wrong. */
const steady = cases.tests.filter(({ mocks }) => Object.keys(mocks).length === 0);

async function lived(host: Host, definition: TestDefinition, trouble: Trouble) {
  const place = await host.newPlace();
  try {
    const commits = await liveThrough(cases, definition, place, trouble);
    expect(place.store.verify()).toMatchObject({ ok: true });
    return { commits, outcome: outcomeOf(place.store, cases.bundle) };
  } finally {
    await place.end();
  }
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

/** The cases of a fault that fall to a host, which take turns by the fault. */
function sharesOf({ share }: Host, fault: number): readonly TestDefinition[] {
  return steady.filter((_, index) => ALL || (share !== undefined && (index + fault) % share === 0));
}

/** At which of so many commits: every fifth where a fourth of the cases falls to the host, elsewhere one of each. */
function commitsOf({ share }: Host, commits: number, seed: number): readonly number[] {
  const every = Array.from({ length: commits }, (_, n) => n + 1);
  if (ALL) return every;
  return share === 4 ? every.filter((at) => (at + seed) % 5 === 0) : [1 + ((seed * 7) % commits)];
}

const COMMIT_FAULTS: readonly (readonly [string, Omit<CommitFault, 'at'>])[] = [
  ['the process dies before a commit', { kind: 'dies', when: 'before' }],
  ['the process dies after a commit', { kind: 'dies', when: 'after' }],
  ['a commit fails', { kind: 'fails', when: 'before' }],
  ['a commit fails and was made', { kind: 'fails', when: 'after' }],
  ['a commit is refused', { kind: 'is_refused', when: 'before' }],
];

const OTHER_FAULTS: readonly (readonly [string, Trouble])[] = [
  ...PERFORM_FAULTS.map((fault) => [`an action ${fault.replaceAll('_', ' ')}`, { world: (perform, overtime) => troubled(perform, fault, overtime) }] as const satisfies readonly [string, Trouble]), // prettier-ignore
  ['everything comes in twice', { twice: true }],
  ['two processes work at once', { beside: true }],
];

/**
 * Where nobody knows what became of an action, one that must not be repeated is held, and a session goes on with the next question: that is
 * right, and comes out otherwise.
 */
const goesAnotherWay = ({ steps }: TestDefinition): boolean =>
  steps.some(({ act, argument }) => act === 'respond' || argument['start'] === 'charging');

/** Workers of DBOS open stores of their own, one at a time: they are killed and stopped for good instead, in `packages/dbos/test/worker`. */
const befalls = ({ opensOwnStore }: Host, { beside }: Trouble): boolean => opensOwnStore !== true || beside !== true;

const troubledHosts = hosts.filter(({ share }) => share !== undefined);

describe.each(troubledHosts.map((host) => [host.name, host] as const))('%s', (_, host) => {
  const commitFaults = host.opensOwnStore === true ? [] : COMMIT_FAULTS;
  test.each(commitFaults.map(([name, fault], index) => [name, fault, index] as const))(
    '%s',
    async (__, fault, index) => {
      for (const [place, definition] of sharesOf(host, index).entries()) {
        const { outcome, commits } = await wholeOf(definition);
        for (const at of commitsOf(host, commits, index + place)) {
          const through = await lived(host, definition, { commit: { ...fault, at } });
          expect(through.outcome, `${definition.id}, commit ${at} of ${commits}`).toEqual(outcome);
        }
      }
    },
    PATIENCE,
  );

  const others = OTHER_FAULTS.filter(([, trouble]) => befalls(host, trouble));
  test.each(others.map(([name, fault], index) => [name, fault, index] as const))(
    '%s',
    async (__, trouble, index) => {
      for (const definition of sharesOf(host, index)) {
        if (trouble.world !== undefined && goesAnotherWay(definition)) continue;
        const { outcome } = await wholeOf(definition);
        const { outcome: through } = await lived(host, definition, trouble);
        expect({ id: definition.id, through }).toEqual({ id: definition.id, through: outcome });
      }
    },
    PATIENCE,
  );
});
