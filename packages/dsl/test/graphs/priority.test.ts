import { describe, expect, it } from 'vitest';
import { openBundle } from '../../src/bundle/index.ts';
import { checkDesk, lintDesk, workflowOf } from './lint-desk.ts';

const task = '  - { id: look, task: Look, by: { role: owner }, outcomes: { declined: hold } }\n';
const priority = (by: string, order: string): { readonly [path: string]: string } => ({
  ...workflowOf(task, `priority: { by: ${by}, order: ${order} }\ninput: { ticket: ticket, floor: integer }\n`),
});

describe('the priority of a workflow', () => {
  it('is the place of a fact in an order, its values in their one spelling', () => {
    const { bundle } = checkDesk(priority('ticket.priority', '[P1, HIGH, P3]'));
    expect(bundle?.workflows['flow']?.priority).toEqual({
      by: 'ticket.priority',
      order: ['CRITICAL', 'HIGH', 'MEDIUM'],
    });
    expect(openBundle(JSON.stringify(bundle))).toMatchObject({ ok: true });
  });

  it('may be by what the run is given', () => {
    expect(lintDesk(priority('input.floor', '[1, 2]'))).toEqual([]);
  });

  it.each([
    ['a value the fact never has', 'ticket.priority', '[P0]', 'unknown-value: `ticket.priority` has no value `P0`'],
    ['a fact there is not', 'ticket.prioritty', '[P1]', 'unknown-fact: there is no fact `ticket.prioritty`'],
    [
      'a fact that is read anew',
      'requester.department',
      '[it]',
      'unknown-fact: there is no fact `requester.department`',
    ],
    ['no order', 'ticket.priority', '[]', ''],
  ])('is not by %s', (_, by, order, said) => {
    const found = lintDesk(priority(by, order));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(said);
  });
});
