import { either, flag, json, list, map, named, nullable, number, record, tagged, text, word } from './schema-parts.ts';
import type { Schema } from './schema-parts.ts';
import { graphs, tree, workflow } from './graph-shape.ts';
import {
  change,
  cited,
  condition,
  duration,
  fields,
  names,
  notation,
  state,
  texts,
  value,
  values,
  when,
} from './notation-shape.ts';

const extraction = named('extraction');
const extractionShape = tagged('kind', {
  pointer: { pointer: text },
  header: { header: text },
  received: {},
  literal: { value: json },
  first: { of: list(extraction) },
  extract: { pattern: text, from: extraction },
  map: { map: map(json), 'otherwise?': json, from: extraction },
  ...Object.fromEntries(
    ['epoch_ms', 'epoch_s', 'time', 'number', 'boolean', 'split', 'lower'].map((kind) => [
      kind,
      { 'format?': text, from: extraction },
    ]),
  ),
  each: { of: extraction, take: text },
  find: { in: extraction, where: map(json), take: text },
  person: { scheme: text, from: extraction },
});
const payloadMatch = map(list(json));

const source = record({
  id: text,
  verify: record({
    scheme: word('hmac-sha256', 'hmac-sha1', 'token', 'none'), header: text, format: text, over: text,
    encoding: word('hex', 'base64'), 'timestamp?': record({ header: text, tolerance: number }), secret: text,
  }),
  event: record({ id: extraction, time: extraction, actor: nullable(extraction) }),
  emits: list(record({ event: text, when: payloadMatch, reference: text })),
  ignore: list(payloadMatch),
  facts: map(map(extraction)),
  changes: tagged('kind', { compare: {}, each: { each: text, field: text, map: map(text) } }),
  reference: text,
}); // prettier-ignore

const action = record({
  id: text, title: texts, port: text, input: fields, output: fields, effect: word('read', 'write'),
  undo: nullable(record({ action: text, with: values, exact: flag })),
  errors: names,
  retry: nullable(record({ errors: names, attempts: number, backoff: duration, max: duration, 'within?': duration })),
  timeout: duration, 'heartbeat?': duration, idempotent: word('by_key', 'always', 'never'),
  check: nullable(record({ action: text, with: values, field: text })),
  resource: nullable(record({ type: text, from: text })),
  scopes: names, reference: text,
}); // prettier-ignore

const decision = record({
  id: text, hit: text, 'applies?': condition, sets: names, 'order?': map(list(json)),
  // oxlint-disable-next-line unicorn/no-thenable -- data, never awaited
  rules: list(record({ id: text, when, then: map(json), 'say?': texts, ...cited })),
  reference: text,
}); // prettier-ignore

const trigger = record({
  id: text, event: text, changed: list(change), when, start: text, with: values,
  throttle: nullable(record({ per: value, atMost: number, in: duration, otherwise: word('drop', 'queue', 'hold') })),
  ownEvents: record({ hops: number }), state, reference: text,
  'schedule?': record({
    comes: either(
      record({ every: number, open: flag }),
      record({ every: word('day', 'business_day', 'week'), weekday: nullable(text), at: nullable(number) }),
    ),
    calendar: nullable(text), over: nullable(word('ticket')),
  }),
}); // prettier-ignore

const access = record({
  roles: list(
    record({
      id: text, 'title?': texts, 'name?': text,
      from: list(
        tagged('kind', { group: { group: text }, fact: { fact: text }, schedule: { schedule: text }, people: { people: names }, given: {} }),
      ),
      includes: names, reference: text,
    }),
  ),
  grants: list(record({ id: text, role: text, allow: names, ask: names, 'resource?': text, when, ...cited })),
  denials: list(record({ id: text, role: text, deny: names, 'resource?': text, when, 'say?': texts, ...cited })),
  separation: list(record({ id: text, apart: names, within: word('run', 'always'), 'say?': texts, ...cited })),
  'temporary?': list(
    record({ id: text, role: text, for: text, approval: nullable(text), atMost: duration, ...cited }),
  ),
  'breakGlass?': list(
    record({
      id: text, role: text, allow: names, 'resource?': text, when, overrides: names, atMost: duration,
      review: text, ...cited,
    }),
  ),
}); // prettier-ignore

const approval = record({
  id: text, question: texts, seats: list(record({ role: text, each: flag })), need: either(word('all'), number, record({ percent: number })), inOrder: flag,
  reject: record({ at: number, note: word('required', 'optional') }),
  standIn: record({ absent: list(word('deputy', 'manager')), otherwise: word('skip', 'wait') }),
  delegate: record({ to: word('same_role', 'nobody'), times: number }),
  chase: nullable(record({ every: duration, atMost: number, 'add?': text, 'replace?': text })),
  within: nullable(duration), askAgainIfChanged: names, 'email?': text, reference: text,
}); // prettier-ignore

const calendar = record({
  id: text, 'title?': texts, zone: text, hours: either(word('always'), map(names)),
  holidays: list(record({ date: text, 'name?': text, 'hours?': names })), 'holidaysKnownUntil?': text, reference: text,
}); // prettier-ignore

const signal = either(record({ event: text, 'by?': word('requester', 'agent', 'desk') }), record({ changed: text }));
const sla = record({
  id: text, 'title?': texts, rank: number, when, by: text, targets: map(map(duration)),
  clocks: list(
    record({ id: text, starts: list(signal), restarts: list(signal), meets: list(signal), resumes: list(signal), 'after?': text }),
  ),
  calendar: nullable(text),
  pauses: list(record({ id: text, clocks: names, when: condition, atMost: nullable(duration), reference: text })),
  elapsed: record({ newTarget: word('keep', 'restart', 'recompute'), reopened: word('keep', 'restart') }),
  warnAt: list(number), 'atClosing?': word('stay', 'next_opening'), reference: text,
}); // prettier-ignore

const service = record({
  id: text, title: texts, description: nullable(texts), form: fields, formOrder: names, eligible: when,
  limits: list(
    tagged('kind', { rate: { per: word('requester', 'service'), atMost: number, in: duration }, at_once: { atMost: number } }),
  ),
  start: text, with: values,
  mayTouch: record({ actions: names, resource: when, atMost: nullable(number) }),
  preApproved: nullable(record({ by: text, date: text, review: nullable(text) })),
  state, ...cited,
}); // prettier-ignore

const derivation = tagged('kind', {
  join: { of: names },
  count: { of: word('ticket'), when: condition },
  since: { of: text },
  sum: { of: names },
  lookup: { in: word('person', 'asset'), by: text, take: text },
});

const agent = record({
  id: text, title: text, part: word('domain', 'knowledge', 'data_query'),
  skills: map(record({ id: text, task: text, data: list(record({ path: text, minCount: number, optional: flag })) })),
  task: nullable(text), reference: text,
}); // prettier-ignore

const intent = record({
  id: text, skills: list(record({ agent: text, skill: text })),
  knowledge: tagged('kind', { always: {}, never: {}, when: { when: condition } }),
  tasks: record({ 'knowledge?': text, 'dataQuery?': text }),
  reference: text,
}); // prettier-ignore

const template = record({
  id: text, format: word('text', 'html', 'markdown'), needs: fields, to: names, cc: names,
  attachments: list(record({ from: text, as: text, optional: flag })),
  texts: map(record({ subject: nullable(text), body: text })),
  reference: text,
}); // prettier-ignore

const policy = record({
  id: text, title: text, name: text, version: text, review: nullable(either(text, duration)), anchors: map(text), reference: text,
}); // prettier-ignore

const bundle = record({
  format: word(1), id: text, version: text, language: word(1), title: texts, languages: names, owner: nullable(text), zone: text,
  calendar: nullable(text),
  robot: record({ role: text, knownAs: map(text) }),
  'retention?': record({ 'runs?': number, 'tickets?': number, 'sessions?': number, 'rejected?': number }),
  values: map(json), secrets: names,
  facts: record({ records: map(fields), roots: map(record({ type: text, 'from?': text })), derived: map(derivation) }),
  sources: map(source), actions: map(action), decisions: map(decision), policies: map(policy), triggers: list(trigger),
  access, approvals: map(approval), calendars: map(calendar), slas: map(sla), workflows: map(workflow), trees: map(tree), services: map(service),
  agents: map(agent), intents: map(intent), templates: map(template),
  hash: text, origins: map(record({ file: text, line: number, column: number })),
}); // prettier-ignore

/** The JSON Schema of a compiled bundle, key by key. A key more or less is a fault. */
export const bundleShape: Schema = {
  $id: 'https://deskbook.dev/schemas/compiled-bundle.json',
  ...bundle,
  definitions: { ...notation, ...graphs, extraction: extractionShape },
};
