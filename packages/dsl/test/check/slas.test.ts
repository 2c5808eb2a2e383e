import { prepareCalendar } from '@deskbook/policies/calendars';
import { builtInClocks, describeReason, explainClock, reduceSla, selectSla } from '@deskbook/policies/sla';
import type { SlaEntry, SlaState } from '@deskbook/policies/sla';
import { describe, expect, test } from 'vitest';
import { checkFiles, mistakesIn } from './check-files.ts';

const files = {
  'bundle.yaml': `kind: bundle
id: desk
version: 1.0.0
language: 1
settings: { languages: [en], calendar: berlin-office }
robot: { role: desk-robot }
`,
  'facts.yaml': `kind: facts
id: words
base: itil/1
ticket:
  priority: { one_of: [CRITICAL, HIGH, LOW], also: { P1: CRITICAL, P2: HIGH, P3: LOW } }
  phase: { one_of: [to_do, doing], optional: true }
  round: { type: integer, optional: true }
  noisy: { type: yes_no, optional: true }
  code: { type: text, optional: true, secret: true }
`,
  'calendar.yaml': `kind: calendar
id: berlin-office
zone: Europe/Berlin
hours: { mon-thu: [08:00-12:00, 12:30-17:00], fri: [08:00-15:00] }
`,
};

const incident = `kind: sla
id: incident
rank: 10
when: { ticket.type: incident }
by: ticket.priority
targets:
  P1: { response: 15m, resolution: 4h }
  P2: { response: 1 business hour, resolution: 8 business hours, update: 1 business day }
  LOW: {}
clocks:
  update:
    starts: { changed: ticket.phase }
    restarts: [{ event: ticket.commented, by: agent }]
    after: response
pauses:
  - { id: waiting, clocks: [resolution], when: { ticket.state: waiting_on_requester }, at_most: 5 business days }
elapsed: { new_target: keep, reopened: restart }
warn_at: [90%, 75%, 75%]
at_closing: next_opening
`;

const withSla = (
  text: string,
  more: { readonly [path: string]: string } = {},
): { readonly [path: string]: string } => ({
  ...files,
  'sla.yaml': text,
  ...more,
});

describe('an SLA', () => {
  test('is compiled: values in their one spelling, shares as numbers, its own clocks beside those that are built in', () => {
    const { bundle, diagnostics } = checkFiles(withSla(incident));
    expect(diagnostics).toEqual([]);
    const sla = bundle?.slas['incident'];
    expect(sla).toMatchObject({
      rank: 10,
      by: 'ticket.priority',
      calendar: 'berlin-office',
      targets: {
        CRITICAL: { response: { milliseconds: 900_000 }, resolution: { milliseconds: 14_400_000 } },
        HIGH: { response: { business: 'hours', amount: 1 }, update: { business: 'days', amount: 1 } },
        LOW: {},
      },
      pauses: [
        {
          id: 'waiting',
          clocks: ['resolution'],
          atMost: { business: 'days', amount: 5 },
          reference: 'sla/incident#/pauses/0',
        },
      ],
      elapsed: { newTarget: 'keep', reopened: 'restart' },
      warnAt: [75, 90],
      atClosing: 'next_opening',
      reference: 'sla/incident#',
    });
    expect(sla?.clocks.slice(0, builtInClocks.length)).toEqual(builtInClocks);
    expect(sla?.clocks.at(-1)).toEqual({
      id: 'update',
      starts: [{ changed: 'ticket.phase' }],
      restarts: [{ event: 'ticket.commented', by: 'agent' }],
      meets: [],
      resumes: [],
      after: 'response',
    });
  });

  test('says little where little is meant', () => {
    const { bundle, diagnostics } = checkFiles(
      withSla('kind: sla\nid: all\nrank: 1\nby: ticket.round\ntargets: { 1: { resolution: 4h } }\n'),
    );
    expect(diagnostics).toEqual([expect.objectContaining({ name: 'unused-definition' })].slice(1));
    expect(bundle?.slas['all']).toMatchObject({
      when: null,
      targets: { 1: { resolution: { milliseconds: 14_400_000 } } },
      pauses: [],
      elapsed: { newTarget: 'keep', reopened: 'keep' },
      warnAt: [],
    });
  });

  test('has a calendar of its own where it names one', () => {
    const ops = 'kind: calendar\nid: ops\nzone: UTC\nhours: always\n';
    const { bundle } = checkFiles(
      withSla(incident.replace('rank: 10', 'rank: 10\ncalendar: ops'), { 'ops.yaml': ops }),
    );
    expect(bundle?.slas['incident']?.calendar).toBe('ops');
  });

  test.each([
    [
      'by: ticket.priority',
      'by: ticket.prioritty',
      'unknown-fact: there is no fact `ticket.prioritty` (did you mean `ticket.priority`)',
    ],
    [
      'by: ticket.priority',
      'by: ticket.labels',
      'wrong-type: targets are chosen by one value, and `ticket.labels` is a list of texts',
    ],
    [
      'by: ticket.priority',
      'by: ticket.code',
      'wrong-type: targets name the values of `ticket.code`, and it is secret',
    ],
    ['  LOW: {}', '  LOW: {}\n  CRITICAL: {}', 'duplicate-id: `CRITICAL` is the same value as `P1`'],
    [', update: 1 business day }', ' }', 'missing-target: the clock `update` has no target'],
    ['  P2:', '  P9:', 'unknown-value: `ticket.priority` has no value `P9` (did you mean `P1`)'],
    [
      '  LOW: {}\n',
      '',
      'missing-target: `LOW` of `ticket.priority` has no target (add them, or write `LOW: {}` where there is no deadline)',
    ],
    ['{ response: 15m,', '{ reponse: 15m,', 'unknown-name: there is no clock `reponse` (did you mean `response`)'],
    [
      'clocks: [resolution]',
      'clocks: [resolutoin]',
      'unknown-name: there is no clock `resolutoin` (did you mean `resolution`)',
    ],
    ['after: response', 'after: responce', 'unknown-name: there is no clock `responce` (did you mean `response`)'],
    [
      '  update:\n',
      '  next_response:\n',
      'unknown-name: there is no clock `update` (there are `response`, `next_response` and `resolution`)|duplicate-id: the clock `next_response` is built in (give this one another name)',
    ],
    [
      'changed: ticket.phase',
      'changed: ticket.phse',
      'unknown-fact: there is no fact `ticket.phse` (did you mean `ticket.phase`)',
    ],
    [
      'at_most: 5 business days',
      'at_most: 48 business hours',
      'business-days-meant: `48 business hours` is 6 working days on `berlin-office` (did you mean `48h` or `2 business days`)',
    ],
    [
      'rank: 10',
      'rank: 10\ncalendar: berlin_office',
      'unknown-name: there is no calendar `berlin_office` (did you mean `berlin-office`)',
    ],
    ['90%, 75%, 75%', '120%', 'malformed: `120%` is not a share between `1%` and `99%`'],
    ['90%, 75%, 75%', '75', 'malformed: `75` is not a share between `1%` and `99%`'],
    ['90%, 75%, 75%', '0%', 'malformed: `0%` is not a share between `1%` and `99%`'],
    [
      '{ ticket.state: waiting_on_requester }',
      '{ ticket.state: waiting_on_requestr }',
      'unknown-value: `ticket.state` has no value `waiting_on_requestr` (did you mean `waiting_on_requester`)',
    ],
  ])('where %j is %j: %s', (written, wrong, expected) => {
    expect(mistakesIn(withSla(incident.replace(written, wrong)))).toEqual(expected.split('|'));
  });

  test.each([
    ['  P2:', '  P9:', 'P9'],
    ['{ response: 15m,', '{ reponse: 15m,', 'reponse'],
  ])('what is wrong with a key is said at the key: %s', (written, wrong, key) => {
    const text = incident.replace(written, wrong);
    const { diagnostics } = checkFiles(withSla(text));
    expect(diagnostics.map(({ span }) => text.slice(span.start, span.end))).toEqual([key]);
  });

  test('needs a calendar for business time', () => {
    const { 'calendar.yaml': _, ...rest } = withSla(incident);
    const bundle = files['bundle.yaml'].replace(', calendar: berlin-office', '');
    expect(mistakesIn({ ...rest, 'bundle.yaml': bundle })[0]).toBe(
      'business-time: business time needs a calendar (define a calendar and name it in `settings`)',
    );
  });

  test('listens for events that happen', () => {
    const text = incident.replace('event: ticket.commented, by', 'event: ticket.comented, by');
    const source = `kind: source
id: jira
verify: { scheme: none }
event: { id: { header: x-id }, time: received }
emits: [{ event: ticket.updated, when: { /a: b } }]
ticket: { id: /id }
`;
    const never = (sla: string): readonly string[] =>
      mistakesIn(withSla(sla, { 'source.yaml': source })).filter((line) => line.startsWith('event-'));
    expect(never(text)).toEqual([
      'event-never-happens: no source emits `ticket.comented` (did you mean `ticket.commented`)',
    ]);
    expect(never(incident)).toEqual([]);
  });
});

describe('two SLAs of one rank', () => {
  const second = (when: string): string =>
    `${incident}---\nkind: sla\nid: vip\nrank: 10\n${when === '' ? '' : `when: ${when}\n`}by: ticket.noisy\ntargets: { true: {}, false: {} }\n`;

  test.each([
    ['{ ticket.noisy: true }', '`{ ticket.type: incident, ticket.noisy: true }`'],
    ['{ ticket.round: { gte: 3 } }', '`{ ticket.type: incident, ticket.round: 3 }`'],
    ['{ not: { ticket.noisy: true } }', '`{ ticket.type: incident, ticket.noisy: false }`'],
    [
      '{ any: [{ ticket.type: change }, { ticket.priority: P1 }] }',
      '`{ ticket.type: incident, ticket.priority: CRITICAL }`',
    ],
    ['', '`{ ticket.type: incident }`'],
  ])('that both match %s are told of, with a ticket', (when, witness) => {
    expect(mistakesIn(withSla(second(when)))).toEqual([
      `slas-at-one-rank: \`incident\` and \`vip\` have the same \`rank\` and both match ${witness} (give the one that is to count a lower rank)`,
    ]);
  });

  test.each(['{ ticket.type: change }', '{ ticket.type: { is_not: incident } }'])(
    'that exclude each other are fine: %s',
    (when) => {
      expect(mistakesIn(withSla(second(when)))).toEqual([]);
    },
  );

  test('of two ranks are fine', () => {
    expect(mistakesIn(withSla(second('').replace('id: vip\nrank: 10', 'id: vip\nrank: 20')))).toEqual([]);
  });
});

test('the compiled SLA runs: chosen, paused, retargeted, breached, and explained', () => {
  const { bundle } = checkFiles(withSla(incident));
  if (bundle === null) throw new Error('it has mistakes');
  const calendars = new Map(
    Object.values(bundle.calendars).map((calendar) => {
      const prepared = prepareCalendar(calendar);
      if (!prepared.ok) throw new Error('it cannot be prepared');
      return [calendar.id, prepared.calendar] as const;
    }),
  );
  const facts = (priority: string, state: string) => ({ ticket: { type: 'incident', priority, state } });
  const entries: readonly SlaEntry[] = [
    { at: '2026-03-26T15:00:00Z', events: [{ event: 'ticket.created' }], facts: facts('HIGH', 'new') },
    {
      at: '2026-03-26T15:30:00Z',
      events: [{ event: 'ticket.commented', by: 'agent' }],
      facts: facts('HIGH', 'waiting_on_requester'),
    },
    { at: '2026-03-27T08:00:00Z', events: [], facts: facts('HIGH', 'in_progress') },
    { at: '2026-03-27T09:00:00Z', events: [], facts: facts('CRITICAL', 'in_progress') },
    { at: '2026-03-27T20:00:00Z' },
  ];
  let state: SlaState | null = null;
  const notices: string[] = [];
  for (const entry of entries) {
    const sla =
      'facts' in entry ? selectSla(Object.values(bundle.slas), entry.facts).sla : (bundle.slas['incident'] ?? null);
    const step = reduceSla(sla, calendars, state, entry);
    if (!step.ok) throw new Error(step.refusal);
    state = step.state;
    notices.push(...step.notices.map(({ kind, clock, at }) => `${kind} ${clock} ${at}`));
  }
  expect(state?.clocks.map(({ id, status }) => `${id} ${status}`)).toEqual(['response met', 'resolution breached']);
  expect(notices).toEqual([
    'warning resolution 2026-03-27T10:30:00.000Z',
    'warning resolution 2026-03-27T11:06:00.000Z',
    'breached resolution 2026-03-27T11:30:00.000Z',
  ]);
  const resolution = state?.clocks.find(({ id }) => id === 'resolution');
  expect(resolution && explainClock(resolution).map(describeReason)).toMatchInlineSnapshot(`
    [
      "4h for CRITICAL by incident",
      "started at 2026-03-26T15:00:00.000Z",
      "30m counted from 2026-03-26T15:00:00.000Z to 2026-03-26T15:30:00.000Z",
      "1h counted from 2026-03-27T08:00:00.000Z to 2026-03-27T09:00:00.000Z",
      "counting since 2026-03-27T09:00:00.000Z",
      "paused by waiting from 2026-03-26T15:30:00.000Z to 2026-03-27T08:00:00.000Z",
      "due at 2026-03-27T11:30:00.000Z; 2h 30m by the clock",
      "breached at 2026-03-27T11:30:00.000Z",
      "over by 8h 30m",
    ]
  `);
});
