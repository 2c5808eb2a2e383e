import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reduceApproval, whoIsAsked } from '@deskbook/policies/approvals';
import type { ApprovalDefinition, ApprovalEntry, ApprovalState } from '@deskbook/policies/approvals';
import { approve, changed, definition, delegated, escalated, expired, opened, reassigned, reject, reminded, seat, withdrawn } from './small-approval.ts'; // prettier-ignore

const people = ['lena', 'omar', 'max', 'sue', 'eve'];
const person = fc.constantFrom(...people);
const members = fc.uniqueArray(person, { maxLength: 3 });
const seatIds = ['owner', 'manager', 'security'];

const definitions: fc.Arbitrary<ApprovalDefinition> = fc
  .record({
    need: fc.constantFrom<('all' | number)[]>('all', 0, 1, 2, 4),
    inOrder: fc.boolean(),
    reject: fc.record({
      at: fc.constantFrom(0, 1, 2),
      note: fc.constantFrom('required' as const, 'optional' as const),
    }),
    delegate: fc.constant({ to: 'same_role' as const, times: 2 }),
  })
  .map(definition);

const opening: fc.Arbitrary<ApprovalEntry> = fc
  .array(members, { maxLength: 3 })
  .map((filled) => opened(...filled.map((each, n) => seat(seatIds[n] ?? '', ...each))));

const entries: fc.Arbitrary<readonly ApprovalEntry[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: person.map((by) => approve(by)) },
    { weight: 2, arbitrary: fc.tuple(person, fc.constantFrom('no', null)).map(([by, note]) => reject(by, note)) },
    fc
      .tuple(person, person, fc.constantFrom(['owner'], [], undefined))
      .map(([by, to, roles]) => delegated(by, to, roles)),
    fc.tuple(fc.constantFrom(...seatIds), members).map(([to, who]) => reassigned(to, ...who)),
    fc.tuple(fc.constantFrom(...seatIds, 'director'), members).map(([to, who]) => escalated(seat(to, ...who))),
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

describe('whatever happens to an approval', () => {
  test('whoever asked never votes, nobody votes twice, no seat votes twice', () => {
    check((_, passed) => {
      for (const { votes, requester } of passed) {
        expect(votes.map(({ by }) => by)).not.toContain(requester);
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
      const needed = of.need === 'all' ? last.seats.length : of.need;
      expect(last.status !== 'approved' || (approvals >= 1 && approvals >= needed)).toBe(true);
    });
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
