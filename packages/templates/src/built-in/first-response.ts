import type { BuiltInTemplate } from './built-in-template.ts';

const english = `Hello {{requester.name}},

we have your request{{#if ticket.summary}} "{{ticket.summary}}"{{/if}} and are working on it under {{ticket.id}}.
{{#if response.next}}

What happens next: {{response.next}}
{{/if}}
{{#if response.missing}}

To go on we need from you:
{{#each response.missing as |field|}}
- {{field}}
{{/each}}
{{/if}}

You will hear from us as soon as there is news. Answering this message adds to your ticket.
`;

const german = `Hallo {{requester.name}},

Ihre Anfrage{{#if ticket.summary}} „{{ticket.summary}}“{{/if}} ist bei uns eingegangen; wir bearbeiten sie unter {{ticket.id}}.
{{#if response.next}}

Wie es weitergeht: {{response.next}}
{{/if}}
{{#if response.missing}}

Damit wir weitermachen können, brauchen wir von Ihnen noch:
{{#each response.missing as |field|}}
- {{field}}
{{/each}}
{{/if}}

Sobald es Neues gibt, melden wir uns. Eine Antwort auf diese Nachricht wird in Ihrem Ticket festgehalten.
`;

/** What a person hears first about their request. */
export const firstResponse: BuiltInTemplate = {
  id: 'first-response',
  format: 'text',
  needs: {
    requester: { type: 'person' },
    ticket: { type: 'ticket' },
    response: {
      type: 'record',
      optional: true,
      fields: {
        next: { type: 'text', optional: true },
        missing: { type: 'text', list: true, optional: true },
      },
    },
  },
  to: ['{{requester.id}}'],
  cc: [],
  texts: {
    en: { subject: 'We have your request {{ticket.id}}', body: english },
    de: { subject: 'Ihre Anfrage {{ticket.id}} ist eingegangen', body: german },
  },
};
