import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostApprovals, mostVotes, reduceApproval, votesNeeded, whoIsAsked } from '@deskbook/policies/approvals';
import type { ApprovalDefinition, ApprovalEntry, ApprovalState, Need } from '@deskbook/policies/approvals';
import { approve, changed, definition, delegated, escalated, expired, openedFor, reassigned, reject, reminded, replaced, seat, stoodIn, withdrawn } from './small-approval.ts'; // prettier-ignore

const people = ['lena', 'omar', 'max', 'sue', 'eve'];
const person = fc.constantFrom(...people);
const members = fc.uniqueArray(person, { maxLength: 3 });
const seatIds = ['owner', 'manager', 'security'];

const definitions: fc.Arbitrary<ApprovalDefinition> = fc
  .record({
    need: fc.oneof(
      fc.constantFrom<Need[]>('all', 0, 1, 2, 4),
      fc.integer({ min: 1, max: 100 }).map((percent) => ({ percent })),
    ),
    inOrder: fc.boolean(),
    reject: fc.record({
      at: fc.constantFrom(0, 1, 2),
      note: fc.constantFrom('required' as const, 'optional' as const),
    }),
    delegate: fc.constant({ to: 'same_role' as const, times: 2 }),
  })
  .map(definition);

const opening: fc.Arbitrary<ApprovalEntry> = fc
  .tuple(fc.constantFrom([], ['eve'], ['eve', 'sue']), fc.array(members, { maxLength: 3 }))
  .map(([parties, filled]) => openedFor(parties, ...filled.map((each, n) => seat(seatIds[n] ?? '', ...each))));

const entries: fc.Arbitrary<readonly ApprovalEntry[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: person.map((by) => approve(by)) },
    { weight: 2, arbitrary: fc.tuple(person, fc.constantFrom('no', null)).map(([by, note]) => reject(by, note)) },
    fc
      .tuple(person, person, fc.constantFrom(['owner'], [], undefined))
      .map(([by, to, roles]) => delegated(by, to, roles)),
    fc.tuple(fc.constantFrom(...seatIds), members).map(([to, who]) => reassigned(to, ...who)),
    fc.tuple(fc.constantFrom(...seatIds, 'director'), members).map(([to, who]) => escalated(seat(to, ...who))),
    members.map((who) => replaced('director', ...who)),
    fc.tuple(fc.constantFrom(...seatIds), members).map(([to, who]) => stoodIn(to, ...who)),
    fc.constantFrom('sales', 'payroll').map(changed),
    fc.constant(reminded),
    fc.constantFrom('2026-03-03T00:00:00Z', '2026-03-05T00:00:00Z').map(expired),
    person.map(withdrawn),
  ),
  { maxLength: 12 },
);

/** Every state an approval goes through. */
function states(
  of: ApprovalDefinition,
  first: ApprovalEntry,
  rest: readonly ApprovalEntry[],
): readonly [ApprovalState, ...ApprovalState[]] {
  const start = reduceApproval(of, null, first);
  if (!start.ok) throw new Error('an approval did not open');
  const passed: [ApprovalState, ...ApprovalState[]] = [start.state];
  for (const entry of rest) {
    const step = reduceApproval(of, passed.at(-1) ?? start.state, entry);
    if (step.ok) passed.push(step.state);
  }
  return passed;
}

const check = (
  property: (of: ApprovalDefinition, passed: readonly [ApprovalState, ...ApprovalState[]]) => void,
): void => {
  fc.assert(
    fc.property(definitions, opening, entries, (of, first, rest) => property(of, states(of, first, rest))),
    { numRuns: 1_000 },
  );
};

/** What must be reached, said in another way: the least number of votes that is the share, or more. */
function neededOf(need: Need, seats: number): number {
  if (need === 'all') return seats;
  if (typeof need === 'number') return need;
  let votes = 0;
  while (votes * 100 < need.percent * seats) votes += 1;
  return votes;
}

describe('whatever happens to an approval', () => {
  test('nobody votes or is asked whose request it is, nobody votes twice, no seat votes twice', () => {
    check((of, passed) => {
      for (const state of passed) {
        const { votes } = state;
        const own = new Set([state.requester, ...(state.parties ?? [])]);
        expect([...votes.map(({ by }) => by), ...whoIsAsked(of, state)].filter((by) => own.has(by))).toEqual([]);
        expect(state.parties).toEqual(passed[0].parties);
        expect(new Set(votes.map(({ by }) => by)).size).toBe(votes.length);
        expect(new Set(votes.map((vote) => vote.seat)).size).toBe(votes.length);
      }
    });
  });

  test('every vote stands in a seat its voter sits in', () => {
    check((_, passed) => {
      for (const { votes, seats } of passed) {
        expect(votes.every((vote) => seats.find(({ id }) => id === vote.seat)?.people.includes(vote.by))).toBe(true);
      }
    });
  });

  test('approved means enough approvals, and at least one', () => {
    check((of, passed) => {
      const last = passed.at(-1) ?? passed[0];
      const approvals = last.votes.filter(({ vote }) => vote === 'approve').length;
      const needed = neededOf(of.need, last.seats.length);
      expect(last.status !== 'approved' || (approvals >= 1 && approvals >= needed)).toBe(true);
    });
  });

  test('while it is open it can still be approved, and refusals do not suffice', () => {
    check((of, passed) => {
      for (const { status, seats, votes } of passed) {
        const rejections = votes.filter(({ vote }) => vote === 'reject').length;
        const approvals = votes.length - rejections;
        const needed = Math.max(1, neededOf(of.need, seats.length));
        const lost = rejections > 0 && seats.length - rejections < needed;
        const refused = rejections >= Math.max(1, of.reject.at);
        const over = lost || refused;
        const wrong = { open: over || approvals >= needed, approved: approvals < needed, rejected: !over, expired: false, withdrawn: false }; // prettier-ignore
        expect(wrong[status]).toBe(false);
      }
    });
  });

  test('a share is of the seats there are, and at least one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 300 }), (percent, seats) => {
        const filled = Array.from({ length: seats }, (_, n) => seat(`s${n}`, `p${n}`));
        const needed = votesNeeded({ need: { percent } }, filled);
        expect(needed).toBe(Math.max(1, neededOf({ percent }, seats)));
        expect(needed).toBeLessThanOrEqual(Math.max(1, seats));
      }),
    );
  });

  test('handing seats on never makes it impossible to approve', () => {
    fc.assert(
      fc.property(definitions, opening, entries, (of, first, rest) => {
        const [state, ...more] = states(of, first, rest).toReversed();
        for (const from of [state, ...more]) {
          for (const to of people) {
            for (const entry of [reassigned('owner', to), stoodIn('owner', to), delegated('omar', to, ['owner'])]) {
              const step = from && reduceApproval(of, from, entry);
              const wasPossible = from !== undefined && mostApprovals(from) >= votesNeeded(of, from.seats);
              const isPossible = step?.ok !== true || mostApprovals(step.state) >= votesNeeded(of, step.state.seats);
              expect(wasPossible && !isPossible).toBe(false);
            }
          }
        }
      }),
    );
  });

  test('an end is final, and asks nobody', () => {
    check((of, passed) => {
      for (const [index, state] of passed.entries()) {
        const ended = state.status !== 'open';
        expect(ended && index < passed.length - 1).toBe(false);
        expect(ended && (state.asking.length > 0 || whoIsAsked(of, state).length > 0)).toBe(false);
      }
    });
  });

  test('exactly those who are asked can vote', () => {
    check((of, passed) => {
      const last = passed.at(-1) ?? passed[0];
      const able = people.filter((by) => reduceApproval(of, last, approve(by)).ok);
      expect([...whoIsAsked(of, last)].sort()).toEqual(able.sort());
    });
  });
});

test('seats can have as many votes as there are voters to go round', () => {
  const best = (seats: readonly (readonly string[])[], voted: readonly string[]): number => {
    const [first, ...rest] = seats;
    if (first === undefined) return 0;
    const filled = first.filter((each) => !voted.includes(each)).map((each) => 1 + best(rest, [...voted, each]));
    return Math.max(best(rest, voted), ...filled);
  };
  fc.assert(
    fc.property(fc.array(members, { maxLength: 5 }), members, (seats, except) => {
      const filled = seats.map((each, n) => seat(`s${n}`, ...each));
      expect(mostVotes(filled, except)).toBe(best(seats, except));
    }),
    { numRuns: 1_000 },
  );
});
