import type { JsonObject } from '@deskbook/policies';

/** A CloudEvent 1.0 as the desk takes it. Extension attributes are allowed, and not read. */
export interface CloudEventShape {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string | null;
  readonly time?: string;
  readonly data: JsonObject;
}

const name = { type: 'string', minLength: 1, maxLength: 500 } as const;

/** Its JSON Schema (draft 7). */
export const CLOUD_EVENT_SCHEMA = {
  $id: 'https://deskbook.dev/schemas/cloud-event.json',
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'data'],
  not: { required: ['data_base64'] },
  properties: {
    specversion: { const: '1.0' },
    id: name,
    source: name,
    type: name,
    subject: { type: ['string', 'null'], maxLength: 500 },
    time: { type: 'string', maxLength: 50 },
    datacontenttype: { type: 'string', pattern: '^application/(?:[a-z0-9.+-]+\\+)?json\\b' },
    data: {
      type: 'object',
      anyOf: [
        { not: { required: ['facts'] } },
        {
          additionalProperties: false,
          properties: {
            facts: { type: 'object' },
            changes: {
              type: 'array',
              maxItems: 1000,
              items: {
                type: 'object',
                additionalProperties: false,
                required: ['fact', 'to'],
                properties: { fact: name, from: {}, to: {} },
              },
            },
            created: { type: 'boolean' },
            actor: { type: ['string', 'null'] },
            own: { type: ['object', 'null'] },
            unresolved: { type: 'array' },
          },
        },
      ],
    },
  },
} as const;
