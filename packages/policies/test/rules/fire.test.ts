import { describe, expect, test, vi } from 'vitest';
import type { Json } from '@deskbook/policies';
import type { Condition } from '@deskbook/policies/conditions';
import { fireTriggers, indexTriggers, matchTrigger } from '@deskbook/policies/rules';
import type { Change, TriggerEvent, TriggerRule } from '@deskbook/policies/rules';
import * as engine from '../../src/rules/engine.ts';

const urgent: Condition = {
  kind: 'compare',
  fact: 'ticket.priority',
  operator: 'equals',
  operand: { value: 'P1' },
  reference: 'when',
};
const changed = (more: Partial<Change> = {}): Change => ({ fact: 'ticket.priority', reference: 'changed', ...more });
const rule = (more: Partial<TriggerRule> = {}): TriggerRule => ({
  id: 'became-critical',
  event: 'ticket.updated',
  changed: [],
  when: null,
  reference: 'trigger/became-critical',
  ...more,
});
const event = (more: Partial<TriggerEvent> = {}): TriggerEvent => ({
  type: 'ticket.updated',
  facts: { ticket: { priority: 'P1' } },
  changes: [],
  created: false,
  ...more,
});
const from = (before: Json | undefined, to: Json): TriggerEvent =>
  event({ changes: [{ fact: 'ticket.priority', to, ...(before !== undefined && { from: before }) }] });

describe('a trigger', () => {
  test.each<[string, TriggerRule, TriggerEvent, string]>([
    ['of another event', rule({ event: 'ticket.created' }), event(), 'other_event'],
    ['without conditions', rule(), event(), 'matched'],
    ['whose condition holds', rule({ when: urgent }), event(), 'matched'],
    ['whose condition fails', rule({ when: urgent }), event({ facts: { ticket: { priority: 'P2' } } }), 'condition'],
    ['whose condition is undecided', rule({ when: urgent }), event({ facts: {} }), 'undecided'],
    ['that waits for a change, and there is none', rule({ changed: [changed()] }), event(), 'unchanged'],
    [
      'that waits for a change of another fact',
      rule({ changed: [changed({ fact: 'ticket.state' })] }),
      from('P2', 'P1'),
      'unchanged',
    ],
    ['that waits for a change', rule({ changed: [changed()] }), from('P2', 'P1'), 'matched'],
    ['that hears the same value again', rule({ changed: [changed()] }), from('P1', 'P1'), 'unchanged'],
    ['that waits for what it became', rule({ changed: [changed({ to: ['P1', 'P2'] })] }), from('P3', 'P1'), 'matched'],
    ['that waits for something else', rule({ changed: [changed({ to: ['P2'] })] }), from('P3', 'P1'), 'unchanged'],
    [
      'that waits for what it was',
      rule({ changed: [changed({ from: ['P3'], to: ['P1'] })] }),
      from('P3', 'P1'),
      'matched',
    ],
    [
      'that waits for what it was, which is another',
      rule({ changed: [changed({ from: ['P4'] })] }),
      from('P3', 'P1'),
      'unchanged',
    ],
    [
      'that waits for what it was, which nobody knows',
      rule({ changed: [changed({ from: ['P3'] })] }),
      from(undefined, 'P1'),
      'unchanged',
    ],
    [
      'that waits for any change, from what nobody knows',
      rule({ changed: [changed()] }),
      from(undefined, 'P1'),
      'matched',
    ],
    ['that waits for a change from nothing', rule({ changed: [changed()] }), from(null, 'P1'), 'matched'],
    [
      'that waits for two changes and hears one',
      rule({ changed: [changed(), changed({ fact: 'ticket.state' })] }),
      from('P2', 'P1'),
      'unchanged',
    ],
    [
      'that waits for a change, and the ticket is new',
      rule({ changed: [changed()] }),
      { ...from(null, 'P1'), created: true },
      'created',
    ],
    ['that waits for none, and the ticket is new', rule({ when: urgent }), event({ created: true }), 'matched'],
  ])('%s: %4$s', async (_, one, happened, reason) => {
    const match = matchTrigger(one, happened);
    expect(match.reason).toBe(reason);
    expect(match.starts).toBe(reason === 'matched');
    expect(match.missing).toEqual(reason === 'undecided' ? ['ticket.priority'] : []);
    const fired = await fireTriggers([one], happened);
    expect(fired).toEqual(reason === 'other_event' ? [] : [{ rule: one, match }]);
  });

  test('its rule stays the object it was, with what its owner keeps in it', async () => {
    const own = { ...rule({ when: urgent }), start: 'major-incident' };
    const [fired] = await fireTriggers([own], event());
    expect(fired?.rule.start).toBe('major-incident');
  });

  test('starts nothing where the library and we disagree', async () => {
    const spy = vi.spyOn(engine, 'runEngine').mockResolvedValue(new Set());
    await expect(fireTriggers([rule({ when: urgent })], event())).rejects.toMatchObject({ code: 'disagreement' });
    spy.mockRestore();
  });
});

describe('one condition through the library', () => {
  test('that both holds and fails is a fault', async () => {
    const torn = { holds: { all: [] }, fails: { all: [] } };
    await expect(engine.engineTruth(torn, {}, {})).rejects.toMatchObject({ code: 'disagreement' });
  });
});

describe('triggers by type of event', () => {
  test('an event costs what its own type has', () => {
    const { of: find } = indexTriggers([rule(), rule({ id: 'new', event: 'ticket.created' }), rule({ id: 'second' })]);
    expect(find('ticket.updated').map(({ id }) => id)).toEqual(['became-critical', 'second']);
    expect(find('ticket.created').map(({ id }) => id)).toEqual(['new']);
    expect(find('toString')).toEqual([]);
  });
});
