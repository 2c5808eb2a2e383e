import type { ActionShape } from '../shape/action.ts';

const retry = { errors: ['unavailable', 'timeout'], attempts: 5, backoff: '2s', max: '1m' } as const;
const ordinary = { errors: ['unavailable', 'timeout', 'denied'], retry, timeout: '1m', idempotent: 'by_key' } as const;
const onTicket = {
  port: 'helpdesk',
  effect: 'write',
  resource: { type: 'ticket', from: 'ticket' },
  scopes: ['tickets.write'],
} as const;

/**
 * The actions every desk has, in the notation of `action`: e-mail, and updates of the help desk. They are asked permission for,
 * journaled and retried like any other. What a write
 * answers as `was` is what stood there before, for its undo. A bundle that defines one of these ids replaces it.
 */
export const actionDefinitions: readonly ActionShape[] = [
  {
    kind: 'action',
    id: 'mail.send',
    title: 'Send an e-mail',
    port: 'mail',
    // A template by id with what it needs beyond the facts in `values`, or a subject and a body. Recipients are people; what is
    // left out comes from the template.
    input: {
      template: { type: 'text', optional: true },
      values: { type: 'json', optional: true },
      subject: { type: 'text', optional: true },
      body: { type: 'text', optional: true },
      to: { type: 'person', list: true, optional: true },
      cc: { type: 'person', list: true, optional: true },
      language: { type: 'text', optional: true },
      attachments: { type: 'file', list: true, optional: true },
    },
    output: { message: 'text' },
    effect: 'write',
    undo: 'none',
    scopes: ['mail.send'],
    ...ordinary,
  },
  {
    kind: 'action',
    id: 'helpdesk.comment',
    title: 'Comment on a ticket',
    input: { ticket: 'ticket', text: 'text', public: { type: 'yes_no', default: true } },
    output: { comment: 'text' },
    undo: 'none',
    ...onTicket,
    ...ordinary,
  },
  {
    kind: 'action',
    id: 'helpdesk.assign',
    title: 'Assign a ticket',
    input: { ticket: 'ticket', assignee: { type: 'person', optional: true }, team: { type: 'text', optional: true } },
    output: { was_assignee: { type: 'person', optional: true }, was_team: { type: 'text', optional: true } },
    undo: {
      do: 'helpdesk.assign',
      with: { ticket: '{{input.ticket}}', assignee: '{{output.was_assignee}}', team: '{{output.was_team}}' },
      exact: true,
    },
    ...onTicket,
    ...ordinary,
  },
  {
    kind: 'action',
    id: 'helpdesk.transition',
    title: 'Change the state of a ticket',
    input: { ticket: 'ticket', state: 'text', resolution: { type: 'text', optional: true } },
    output: { was: 'text' },
    undo: { do: 'helpdesk.transition', with: { ticket: '{{input.ticket}}', state: '{{output.was}}' }, exact: true },
    ...onTicket,
    ...ordinary,
  },
  {
    kind: 'action',
    id: 'helpdesk.update',
    title: 'Change fields of a ticket',
    input: { ticket: 'ticket', fields: 'json' },
    output: { was: 'json' },
    undo: { do: 'helpdesk.update', with: { ticket: '{{input.ticket}}', fields: '{{output.was}}' }, exact: true },
    ...onTicket,
    ...ordinary,
  },
];
