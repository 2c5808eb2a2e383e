import type { Bundle, Extraction, Field, FieldType, Fields, SourceMapping } from '@deskbook/dsl/bundle';

/** A field as a bundle compiles it. */
export const field = (type: FieldType, rest: Partial<Field> = {}): Field => ({
  type,
  list: false,
  optional: true,
  personal: false,
  secret: false,
  future: false,
  ...rest,
});

const ticket: Fields = {
  id: field('ticket'),
  summary: field('text'),
  state: field('text', { oneOf: ['new', 'in_progress', 'resolved'] }),
  priority: field('text', { oneOf: ['CRITICAL', 'HIGH', 'LOW'], also: { P1: 'CRITICAL', '2': 'HIGH' } }),
  requester: field('person'),
  assignee: field('person'),
  labels: field('text', { list: true }),
  impact: field('integer', { min: 1, max: 3 }),
  created_at: field('time'),
  due: field('date'),
  vip: field('yes_no'),
  pin: field('text', { secret: true }),
  code: field('text', { pattern: '[A-Z]{2}\\d+' }),
  blocked_by: field('record', { list: true, fields: { id: field('ticket') } }),
};

export const pointer = (at: string): Extraction => ({ kind: 'pointer', pointer: at });

/** A vendor called `shop` with a token, whose payloads are plain. */
export const shop = (rest: Partial<SourceMapping> = {}): SourceMapping => ({
  id: 'shop',
  verify: { scheme: 'token', header: 'X-Token', format: '{token}', over: '{body}', encoding: 'hex', secret: 'shop' },
  event: {
    id: pointer('/id'),
    time: { kind: 'time', from: pointer('/at') },
    actor: { kind: 'person', scheme: 'shop', from: pointer('/by') },
  },
  emits: [
    { event: 'ticket.created', when: { '/what': ['created'] }, reference: 'source/shop#/emits/0' },
    { event: 'ticket.updated', when: { '/what': ['updated', 'both'] }, reference: 'source/shop#/emits/1' },
    { event: 'ticket.commented', when: { '/what': ['commented', 'both'] }, reference: 'source/shop#/emits/2' },
  ],
  ignore: [{ '/what': ['ping'] }],
  facts: {
    ticket: {
      id: pointer('/ticket/id'),
      summary: pointer('/ticket/summary'),
      state: {
        kind: 'map',
        map: { open: 'new', busy: 'in_progress', done: 'resolved' },
        from: pointer('/ticket/state'),
      },
      priority: pointer('/ticket/priority'),
      labels: pointer('/ticket/labels'),
      impact: pointer('/ticket/impact'),
      requester: { kind: 'person', scheme: 'shop', from: pointer('/ticket/from') },
    },
    comment: { id: pointer('/comment/id'), text: pointer('/comment/text') },
  },
  changes: { kind: 'compare' },
  reference: 'source/shop#',
  ...rest,
});

/** The smallest bundle that takes events in: `parts` replace its own. */
export const testBundle = (parts: Partial<Bundle> = {}): Bundle => ({
  format: 1,
  id: 'test',
  version: '1.0.0',
  language: 1,
  title: { en: 'Test' },
  languages: ['en'],
  owner: null,
  zone: 'UTC',
  calendar: null,
  calendars: {},
  slas: {},
  robot: { role: 'robot', knownAs: { shop: 'robot-account' } },
  values: {},
  secrets: ['shop'],
  facts: {
    records: {
      ticket,
      comment: { id: field('text'), text: field('text') },
      request: { system: field('text') },
      person: { id: field('person'), name: field('text') },
    },
    roots: {
      ticket: { type: 'ticket' },
      request: { type: 'request' },
      comment: { type: 'comment' },
      requester: { type: 'person', from: 'ticket.requester' },
      event: { type: 'event' },
      now: { type: 'time' },
    },
    derived: {},
  },
  sources: { shop: shop() },
  actions: {},
  decisions: {},
  policies: {},
  triggers: [],
  access: { roles: [], grants: [], denials: [], separation: [] },
  approvals: {},
  workflows: {},
  trees: {},
  services: {},
  agents: {},
  intents: {},
  templates: {},
  hash: 'test-bundle',
  origins: {},
  ...parts,
});
