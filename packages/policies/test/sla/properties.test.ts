import { businessTimeBetween } from '@deskbook/policies/calendars';
import { nextMoment, reduceSla } from '@deskbook/policies/sla';
import type { Sla, SlaEntry, SlaNotice, SlaState } from '@deskbook/policies/sla';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { berlin, prepared } from '../calendars/offices.ts';
import { calendars, clock, commented, created, incident, reopened, resolved } from './small-desk.ts';

const start = Date.parse('2026-03-26T06:00:00Z');
const minute = 60_000;
const policies = fc.record({
  newTarget: fc.constantFrom('keep', 'restart', 'recompute'),
  reopened: fc.constantFrom('keep', 'restart'),
} as const);
const sla = fc.record({ elapsed: policies, limited: fc.boolean() }).map(({ elapsed, limited }): Sla => ({
  ...incident,
  elapsed,
  pauses: incident.pauses.map((pause) => ({ ...pause, atMost: limited ? clock(3) : null })),
}));
const step = fc.record({
  minutes: fc.integer({ min: 0, max: 900 }),
  priority: fc.constantFrom('P1', 'P2', 'P3', 'P5'),
  state: fc.constantFrom('open', 'waiting'),
  phase: fc.constantFrom('new', 'plan'),
  events: fc.constantFrom([], [], commented('agent'), commented('requester'), resolved, reopened),
});
const steps = fc.array(step, { minLength: 1, maxLength: 12 });

/** Entries of a ticket, an hour after another and so on; all are in order. */
function entriesOf(made: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): readonly SlaEntry[] {
  let at = start;
  return made.map(({ minutes, events, ...facts }, index) => {
    at += minutes * minute;
    return { at: new Date(at).toISOString(), events: index === 0 ? created : events, facts: { ticket: facts } };
  });
}

function take(
  definition: Sla,
  state: SlaState | null,
  entry: SlaEntry,
): { state: SlaState; notices: readonly SlaNotice[] } {
  const taken = reduceSla(definition, calendars, state, entry);
  if (!taken.ok) throw new Error(taken.refusal);
  return taken;
}

function fold(
  definition: Sla,
  entries: readonly SlaEntry[],
  between?: (state: SlaState, next: SlaEntry) => readonly SlaEntry[],
) {
  let state: SlaState | null = null;
  const notices: SlaNotice[] = [];
  for (const entry of entries) {
    const more: readonly SlaEntry[] = state === null || between === undefined ? [] : between(state, entry);
    for (const each of [...more, entry]) {
      const taken = take(definition, state, each);
      state = taken.state;
      notices.push(...taken.notices);
    }
  }
  return { state, notices };
}

describe('a ticket followed through any history', () => {
  test('ends the same, and tells the same, whether or not one asks in between', () => {
    fc.assert(
      fc.property(
        sla,
        steps,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
        (definition, made, parts) => {
          const entries = entriesOf(made);
          const asked = fold(definition, entries, (state, next) => {
            const span = Date.parse(next.at) - Date.parse(state.at);
            return parts
              .toSorted((a, b) => a - b)
              .map((part) => ({ at: new Date(Date.parse(state.at) + Math.floor(span * part)).toISOString() }));
          });
          expect(asked).toEqual(fold(definition, entries));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('whoever comes back at each next moment hears everything in time', () => {
    fc.assert(
      fc.property(sla, steps, (definition, made) => {
        let { state } = fold(definition, entriesOf(made));
        for (let moment = state && nextMoment(state); state !== null && moment !== null; moment = nextMoment(state)) {
          const early = take(definition, state, { at: new Date(Date.parse(moment.at) - 1).toISOString() });
          expect(early.notices).toEqual([]);
          const { notices, state: next } = take(definition, state, { at: moment.at });
          expect(notices.every(({ at }) => at === moment?.at)).toBe(true);
          expect(notices.length + (moment.kind === 'pause_ends' ? 1 : 0)).toBeGreaterThan(0);
          state = next;
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a replay gives the same', () => {
    fc.assert(
      fc.property(sla, steps, (definition, made) => {
        const entries = entriesOf(made);
        const stored = JSON.parse(JSON.stringify(fold(definition, entries))) as unknown;
        expect(stored).toEqual(fold(definition, entries));
      }),
      { numRuns: 50 },
    );
  });

  test('what elapses is the open time in which nothing paused it, and due is when the rest has passed', () => {
    const office = prepared(berlin);
    const states = fc.array(
      fc.record({ minutes: fc.integer({ min: 0, max: 900 }), state: fc.constantFrom('open', 'waiting') }),
      { minLength: 1, maxLength: 12 },
    );
    const definition: Sla = { ...incident, targets: { P2: { resolution: { business: 'hours', amount: 20 } } } };
    fc.assert(
      fc.property(states, (made) => {
        const entries = entriesOf(made.map((each) => ({ ...each, priority: 'P2', phase: 'new', events: [] })));
        const { state } = fold(definition, entries);
        const resolution = state?.clocks.find(({ id }) => id === 'resolution');
        let elapsed = 0;
        for (const [index, entry] of entries.entries()) {
          const next = entries[index + 1];
          if (next !== undefined && made[index]?.state === 'open')
            elapsed += businessTimeBetween(office, entry.at, next.at);
        }
        expect(resolution?.elapsed).toBe(elapsed);
        expect(resolution?.remaining).toBe(20 * 3_600_000 - elapsed);
        const last = entries.at(-1);
        const due = resolution?.status === 'running' && last !== undefined ? resolution.due : null;
        const rest = due === null ? resolution?.remaining : businessTimeBetween(office, last?.at ?? '', due);
        expect(rest).toBe(resolution?.remaining);
      }),
      { numRuns: 150 },
    );
  });
});
