import type { BuiltInTemplate } from './built-in-template.ts';

const english = `Hello{{#if approval.approver_name}} {{approval.approver_name}}{{/if}},

{{approval.question}}

Requested by: {{requester.name}}
{{#if ticket.id}}
Ticket: {{ticket.id}}{{#if ticket.summary}} – {{ticket.summary}}{{/if}}
{{/if}}
{{#if approval.role}}
You are asked as: {{approval.role}}
{{/if}}
{{#if approval.reasons}}

Why your approval is needed:
{{#each approval.reasons as |reason|}}
- {{reason}}
{{/each}}
{{/if}}
{{#if approval.details}}

What is asked for:
{{#each approval.details as |detail|}}
- {{detail.label}}: {{detail.value}}
{{/each}}
{{/if}}
{{#if approval.uses}}

What was permitted by it:
{{#each approval.uses as |use|}}
- {{datetime use.at}}: {{use.action}}, {{use.resource}}
{{/each}}
{{/if}}

{{#if approval.expires_at}}
Please answer by {{datetime approval.expires_at}}. Without an answer nothing is approved.
{{else}}
Nothing happens until you answer.
{{/if}}
{{#if approval.note_required}}
If you refuse, please say why.
{{/if}}
{{#if approval.link}}

Answer here: {{approval.link}}
{{/if}}
`;

const german = `Hallo{{#if approval.approver_name}} {{approval.approver_name}}{{/if}},

{{approval.question}}

Beantragt von: {{requester.name}}
{{#if ticket.id}}
Ticket: {{ticket.id}}{{#if ticket.summary}} – {{ticket.summary}}{{/if}}
{{/if}}
{{#if approval.role}}
Gefragt sind Sie als: {{approval.role}}
{{/if}}
{{#if approval.reasons}}

Warum Ihre Freigabe nötig ist:
{{#each approval.reasons as |reason|}}
- {{reason}}
{{/each}}
{{/if}}
{{#if approval.details}}

Worum es geht:
{{#each approval.details as |detail|}}
- {{detail.label}}: {{detail.value}}
{{/each}}
{{/if}}
{{#if approval.uses}}

Was damit erlaubt wurde:
{{#each approval.uses as |use|}}
- {{datetime use.at}}: {{use.action}}, {{use.resource}}
{{/each}}
{{/if}}

{{#if approval.expires_at}}
Bitte antworten Sie bis {{datetime approval.expires_at}}. Ohne Antwort wird nichts freigegeben.
{{else}}
Bis zu Ihrer Antwort geschieht nichts.
{{/if}}
{{#if approval.note_required}}
Eine Ablehnung begründen Sie bitte.
{{/if}}
{{#if approval.link}}

Hier antworten: {{approval.link}}
{{/if}}
`;

const text = { type: 'text', optional: true } as const;

/** The question an approver is mailed. */
export const approvalRequest: BuiltInTemplate = {
  id: 'approval-request',
  format: 'text',
  needs: {
    approval: {
      type: 'approval',
      fields: {
        question: { type: 'text' },
        approver: { type: 'person' },
        approver_name: text,
        role: text,
        reasons: { type: 'text', list: true, optional: true },
        details: {
          type: 'record',
          list: true,
          optional: true,
          fields: { label: { type: 'text' }, value: { type: 'text' } },
        },
        uses: {
          type: 'record',
          list: true,
          optional: true,
          fields: { at: { type: 'time' }, action: { type: 'text' }, resource: { type: 'text' } },
        },
        expires_at: { type: 'time', optional: true },
        note_required: { type: 'yes_no', optional: true },
        link: text,
      },
    },
    requester: { type: 'person' },
    ticket: { type: 'ticket', optional: true },
  },
  to: ['{{approval.approver}}'],
  cc: [],
  texts: {
    en: { subject: 'Approval required: {{approval.question}}', body: english },
    de: { subject: 'Freigabe erforderlich: {{approval.question}}', body: german },
  },
};
