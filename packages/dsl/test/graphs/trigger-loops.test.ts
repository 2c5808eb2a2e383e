import { describe, expect, it } from 'vitest';
import { checkDesk, lintDesk, workflowOf } from './lint-desk.ts';

const trigger = (id: string, event: string, start: string, more = 'own_events: allow\n'): string =>
  `kind: trigger\nid: ${id}\nevent: ${event}\nstart: ${start}\n${more}`;
const comment = workflowOf("  - { id: say, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: Hello } }\n");
const transition = (state: string): { readonly [path: string]: string } =>
  workflowOf(`  - { id: reopen, do: helpdesk.transition, with: { ticket: '{{ticket.id}}', state: ${state} } }\n`);
const loop = 'trigger-loop: `again` can start itself: `flow` step';

describe('a trigger that starts itself', () => {
  it.each([
    ['by a comment', comment, trigger('again', 'ticket.commented', 'flow'), [`${loop} \`say\` posts a comment`]],
    ['not where own events are ignored', comment, trigger('again', 'ticket.commented', 'flow', ''), []],
    [
      'not where it is retired',
      comment,
      trigger('again', 'ticket.commented', 'flow', 'own_events: allow\nstate: retired\n'),
      [],
    ],
    [
      'by its own end',
      comment,
      trigger('again', 'run.ended', 'flow', ''),
      ['trigger-loop: `again` can start itself: `flow` ends'],
    ],
    [
      'not by the end of another',
      comment,
      trigger('again', 'run.ended', 'flow', 'when: { run.workflow: other }\n'),
      [],
    ],
    ['not by another event', comment, trigger('again', 'ticket.updated', 'flow'), []],
    [
      'by a change of state',
      transition('open'),
      trigger('again', 'ticket.updated', 'flow'),
      [`${loop} \`reopen\` changes the state`],
    ],
    [
      'where the change is the one it waits for',
      transition('open'),
      trigger('again', 'ticket.updated', 'flow', 'own_events: { hops: 2 }\nchanged: { ticket.state: { to: open } }\n'),
      [`${loop} \`reopen\` changes the state`],
    ],
    [
      'not where another value is waited for',
      transition('open'),
      trigger('again', 'ticket.updated', 'flow', 'own_events: allow\nchanged: { ticket.state: { to: closed } }\n'),
      [],
    ],
    [
      'not where another fact is',
      transition('open'),
      trigger('again', 'ticket.updated', 'flow', 'own_events: allow\nchanged: ticket.priority\n'),
      [],
    ],
    [
      'not where its condition cannot hold then',
      transition('open'),
      trigger('again', 'ticket.updated', 'flow', 'own_events: allow\nwhen: { ticket.state: closed }\n'),
      [],
    ],
    [
      'by an assignment',
      workflowOf("  - { id: give, do: helpdesk.assign, with: { ticket: '{{ticket.id}}', team: network } }\n"),
      trigger('again', 'ticket.updated', 'flow'),
      [`${loop} \`give\` assigns the ticket`],
    ],
    [
      'by an update of the field it waits for',
      workflowOf(
        "  - { id: set, do: helpdesk.update, with: { ticket: '{{ticket.id}}', fields: { priority: '{{ticket.priority}}' } } }\n",
      ),
      trigger('again', 'ticket.updated', 'flow', 'own_events: allow\nchanged: { ticket.priority: { to: HIGH } }\n'),
      [`${loop} \`set\` changes the ticket`],
    ],
    [
      'not by an update of another field',
      workflowOf(
        "  - { id: set, do: helpdesk.update, with: { ticket: '{{ticket.id}}', fields: { urgency: high } } }\n",
      ),
      trigger('again', 'ticket.updated', 'flow', 'own_events: allow\nchanged: ticket.priority\n'),
      [],
    ],
  ])('%s', (_, workflow, written, expected) => {
    const said = lintDesk({ ...workflow, 'trigger.yaml': written }).filter((line) => line.startsWith('trigger-loop'));
    expect(said).toEqual(expected);
  });

  it('or each other: the witness is the whole chain', () => {
    const other = `kind: workflow\nid: closer\nacts: { as: desk-robot, for: requester }\nsteps: [{ id: tell, run: flow, outcomes: { cancelled: hold } }]\n`;
    const { diagnostics } = checkDesk({
      ...comment,
      'closer.yaml': other,
      'second.yaml': `kind: workflow\nid: opener\nacts: { as: desk-robot, for: requester }\nsteps: [{ id: open, do: helpdesk.transition, with: { ticket: '{{ticket.id}}', state: open } }]\n`,
      'one.yaml': trigger('one', 'ticket.updated', 'closer'),
      'two.yaml': trigger('two', 'ticket.commented', 'opener'),
    });
    const found = diagnostics.find(({ name }) => name === 'trigger-loop');
    expect(found?.message).toBe('`one` can start itself: `flow` step `say` posts a comment');
    expect(found?.help).toBe(
      '`one` → `flow` → `ticket.commented` → `two` → `opener` → `ticket.updated` → `one`; it is cut after 3 hops',
    );
  });
});
