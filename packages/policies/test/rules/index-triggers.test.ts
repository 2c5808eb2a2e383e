import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Json } from '@deskbook/policies';
import { fireTriggers, indexTriggers, matchTrigger } from '@deskbook/policies/rules';
import type { Change, TriggerEvent, TriggerRule } from '@deskbook/policies/rules';
import { operatorPairs } from '../../src/conditions/operator-objects.ts';
import { keyedConditions, keyedFacts } from './keyed-rules.ts';

const value = fc.constantFrom<Json[]>('P1', 'P2', 1, 0, null, true, ['a'], { a: 1 });
const fact = fc.constantFrom('t.a', 't.b', 't.c');
const type = fc.constantFrom('ticket.created', 'ticket.updated');

const change: fc.Arbitrary<Change> = fc.record(
  {
    fact,
    from: fc.array(value, { maxLength: 2 }),
    to: fc.array(value, { maxLength: 3 }),
    reference: fc.constant('changed'),
  },
  { requiredKeys: ['fact', 'reference'] },
);

const triggers: fc.Arbitrary<readonly TriggerRule[]> = keyedConditions.chain((conditions) =>
  fc
    .array(fc.record({ event: type, changed: fc.array(change, { maxLength: 2 }) }), {
      minLength: conditions.length,
      maxLength: conditions.length,
    })
    .map((others) =>
      others.map((other, n) => ({ ...other, id: `${n}`, when: conditions[n] ?? null, reference: `trigger/${n}` })),
    ),
);

const event: fc.Arbitrary<TriggerEvent> = fc.record({
  type,
  facts: keyedFacts,
  created: fc.boolean(),
  changes: fc.array(fc.record({ fact, from: value, to: value }, { requiredKeys: ['fact', 'to'] }), { maxLength: 3 }),
});

describe('triggers that were prepared', () => {
  test('start, or say why not, as looking at one after the other does', async () => {
    await fc.assert(
      fc.asyncProperty(triggers, fc.array(event, { minLength: 1, maxLength: 3 }), async (rules, events) => {
        const index = indexTriggers(rules);
        for (const each of events) {
          const looked = rules
            .filter((rule) => rule.event === each.type)
            .map((rule) => ({ rule, match: matchTrigger(rule, each) }));
          expect(await fireTriggers(rules, each)).toEqual(looked);
          expect(await index.fire(each)).toEqual({
            started: looked.filter(({ match }) => match.starts).map(({ rule }) => rule),
            undecided: looked
              .filter(({ match }) => match.reason === 'undecided')
              .map(({ rule, match: { missing } }) => ({ rule, missing })),
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  test('cost what starts, and not how many wait for the same change', async () => {
    const rules = Array.from({ length: 5_000 }, (_, n): TriggerRule => ({
      id: `${n}`,
      event: 'ticket.updated',
      changed: [{ fact: 'ticket.team', to: [`team-${n}`], reference: 'changed' }],
      when: { kind: 'compare', fact: 'ticket.age', operator: 'gte', operand: { value: n }, reference: 'when' },
      reference: `trigger/${n}`,
    }));
    const { fire } = indexTriggers(rules);
    const spies = [...operatorPairs().values()].map(({ holds }) => vi.spyOn(holds, 'evaluate'));
    const happened: TriggerEvent = {
      type: 'ticket.updated',
      facts: { ticket: { team: 'team-7', age: 6_000 } },
      changes: [{ fact: 'ticket.team', from: 'team-1', to: 'team-7' }],
      created: false,
    };
    const { started } = await fire(happened);
    expect(started.map(({ id }) => id)).toEqual(['7']);
    const asked = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    for (const spy of spies) spy.mockRestore();
    // Once by the index, once by the library.
    expect(asked).toBe(2);
  });
});
