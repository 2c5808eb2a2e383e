import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';

const workflow = `kind: workflow
id: note
input: { user: person, device: { type: asset, optional: true }, words: { type: text, optional: true }, tags: { type: text, list: true, optional: true }, until: { type: time, optional: true }, more: { type: json, optional: true }, place: { type: record, optional: true, fields: { floor: integer } } }
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`;

function trigger(rest: string) {
  return { 'w.yaml': workflow, 't.yaml': `kind: trigger\nid: page\nevent: ticket.created\nstart: note\n${rest}` };
}

function passing(values: string) {
  return trigger(`with: { user: '{{requester.id}}', ${values} }\n`);
}

describe('values', () => {
  it.each<[string, readonly string[]]>([
    [
      "device: '{{ticket.asset}}', words: 'for {{requester.name}}', tags: ['{{ticket.category}}', vpn], more: { a: ['{{ticket.id}}'] }",
      [],
    ],
    ["words: '{{ticket.requester}}', until: 2026-03-27T14:00:00+01:00, place: { floor: 3 }, more: { any: thing }", []],
    ["words: '{{date ticket.created_at}}'", []],
    [
      "place: { floor: '{{ticket.priority}}' }",
      ['wrong-type: `floor` is an integer, and `ticket.priority` is one of CRITICAL, HIGH, MEDIUM, LOW'],
    ],
    [
      "place: { flor: '{{ticket.priority}}' }",
      [
        'missing-input: `place` needs `floor`, an integer (write `floor` in `with`)',
        'unknown-input: `place` takes no `flor` (did you mean `floor`)',
      ],
    ],
    [
      "device: 'the {{ticket.asset}}'",
      [
        'wrong-type: `device` is the id of an asset, and text around an expression makes a text (write exactly one `{{path}}`, which keeps its type)',
      ],
    ],
    ["tags: '{{ticket.category}}'", ['wrong-type: `tags` is a list of texts, and `ticket.category` is a text']],
    ["words: ['{{ticket.id}}']", ['wrong-type: `words` is a text, and this is a list']],
    ["words: { a: '{{ticket.id}}' }", ['wrong-type: `words` is a text, and this is a mapping']],
    ['words: [vpn]', ['wrong-value: `["vpn"]` is not a text, as `words` is']],
    ['words: 42', ["wrong-value: `42` is not a text, as `words` is (quote it: `'42'`)"]],
    ['tags: vpn', ['wrong-value: `vpn` is not a list of texts, as `tags` is (write a list)']],
    [
      'until: 2026-03-27',
      [
        'wrong-value: `2026-03-27` is not a time, as `until` is (write an instant with its zone, such as `2026-03-27T14:00:00+01:00`)',
      ],
    ],
    [
      "words: 'for {{requester.nmae}}'",
      ['unknown-fact: there is no fact `requester.nmae` (did you mean `requester.name`)'],
    ],
    [
      "words: '{{ticket.blocked_by.id}}'",
      [
        'unknown-fact: there is no fact `ticket.blocked_by.id` (`ticket.blocked_by` is a list; use `some` or `every` to speak of its records)',
      ],
    ],
    [
      "words: '{{ticket..id}}'",
      [
        'invalid-expression: there is no helper `ticket` (helpers are date, time, datetime, duration, list, count, plural, default, eq)',
      ],
    ],
    ["words: '{{subject.name}}'", ['unknown-fact: there is no fact `subject.name`']],
  ])('%s', (values, expected) => {
    const found = mistakesIn(passing(values));
    expect(found.map((line) => line.replace(/ \(there (is|are) .*\)$/, ''))).toEqual(expected);
  });

  it('names what is missing altogether', () => {
    expect(mistakesIn(trigger(''))).toEqual([
      'missing-input: `note` needs `user`, the id of a person (write `user` in `with`)',
    ]);
  });
});

describe('triggers', () => {
  it.each<[string, readonly string[]]>([
    ['changed: ticket.priority\n', []],
    ['changed: [ticket.priority, ticket.state]\n', []],
    ['changed: { ticket.priority: { from: [P3, LOW], to: P1 }, ticket.labels: { to: [vpn] } }\n', []],
    ['changed: ticket.prio\n', ['unknown-fact: there is no fact `ticket.prio`']],
    [
      'changed: { ticket.priority: { to: P9 } }\n',
      ['unknown-value: `ticket.priority` has no value `P9` (did you mean `P1`)'],
    ],
    ["throttle: { per: '{{ticket.asset}}', at_most: 1, in: 30m }\nown_events: allow\n", []],
    [
      "throttle: { per: '{{ticket.aset}}', at_most: 1, in: 30m }\nown_events: { hops: 2 }\n",
      ['unknown-fact: there is no fact `ticket.aset` (did you mean `ticket.asset`)'],
    ],
    ['when: [{ ticket.type: incident }]\n', ['a condition']],
    ['when: { ticket.type: [incident, request] }\n', ['list']],
  ])('%s', (rest, expected) => {
    const found = mistakesIn(trigger(`with: { user: '{{requester.id}}' }\n${rest}`));
    expect(found).toHaveLength(expected.length);
    for (const [index, text] of expected.entries()) expect(found[index]).toContain(text);
  });
});

describe('facts', () => {
  const facts = (rest: string): string => `kind: facts\nid: words\n${rest}`;

  it.each<[string, readonly string[]]>([
    [
      'ticket: { cost: number, extra: number, total: { type: number, from: { sum: [ticket.cost, ticket.extra] } } }',
      [],
    ],
    ['ticket: { open_for: { type: duration, from: { since: ticket.created_at } } }', []],
    [
      "ticket: { same: { type: integer, from: { count: ticket, when: { other.asset: '{{ticket.asset}}', other.created_at: { within: 24h } } } } }",
      [],
    ],
    ['ticket: { owner: { type: person, from: { lookup: asset, by: ticket.asset, take: owner } } }', []],
    [
      'ticket: { owner: { type: person, from: { lookup: asset, by: ticket.asset, take: ownr } } }',
      ['unknown-name: there is no field of asset `ownr` (did you mean `owner`)'],
    ],
    [
      'ticket: { owner: { type: person, from: { lookup: asset, by: ticket.summary, take: owner } } }',
      ['wrong-type: `ticket.summary` is a text, and cannot be looked up as asset'],
    ],
    [
      'ticket: { open_for: { type: duration, from: { since: ticket.summary } } }',
      ['wrong-type: `ticket.summary` is a text, and cannot be measured from'],
    ],
    [
      'ticket: { total: { type: number, from: { sum: [ticket.summary] } } }',
      ['wrong-type: `ticket.summary` is a text, and cannot be added up'],
    ],
    [
      'ticket: { all: { type: text, from: { join: [ticket.sumary] } } }',
      ['unknown-fact: there is no fact `ticket.sumary` (did you mean `ticket.summary`)'],
    ],
    [
      'roots: { boss: { type: person, from: ticket.asset } }',
      ['wrong-type: `ticket.asset` is the id of an asset, and `boss` is found by the id of its person'],
    ],
    ['base: itil/2', ['unknown-name: there is no vocabulary `itil/2` (did you mean `itil/1`)']],
    [
      "ticket: { code: { type: text, pattern: '(?=a)' } }",
      [
        'invalid-pattern: `(?=a)` is not a pattern of RE2: invalid or unsupported Perl syntax: `(?=` (RE2 has no look-around and no back-references)',
      ],
    ],
    [
      'ticket: { tier: { one_of: [10, 20], default: 300 } }',
      ['unknown-value: `default` has no value `300` (there is `10` and `20`)'],
    ],
    ['ticket: { weight: { one_of: [0.5, 1], default: 1 }, done: { one_of: [true], default: true } }', []],
    [
      "ticket: { colour: { type: text, options: 'red' } }",
      ['mixed-operand: `options` is exactly one `{{path}}` to a list'],
    ],
    [
      "person: { pc: { type: asset, options: '{{requester.name}}' } }",
      ['unknown-fact: there is no fact `requester.name`'],
    ],
    ['printer: { id: text, floor: integer }\nroots: { printer: { type: printer } }', []],
  ])('%s', (rest, expected) => {
    expect(mistakesIn(facts(rest))).toEqual(expected);
  });

  it('lets a later definition replace a field, derivation and all', () => {
    expect(
      mistakesIn({
        'f.yaml': facts('ticket: { age: integer }'),
        ...trigger("with: { user: '{{requester.id}}' }\nwhen: { ticket.age: { lt: 4 } }\n"),
      }),
    ).toEqual([]);
  });
});

describe('actions', () => {
  const action = (rest: string): string =>
    `kind: action\nid: lamp.switch\ninput: { lamp: asset }\noutput: { was: text }\neffect: write\nundo: none\nidempotent: always\n${rest}`;
  const read =
    'kind: action\nid: lamp.look\ninput: { lamp: asset }\noutput: { lit: yes_no }\neffect: read\nidempotent: always\n';

  it.each<[string, readonly string[]]>([
    ["check: { do: lamp.look, with: { lamp: '{{input.lamp}}' }, field: lit }", []],
    [
      "check: { do: lamp.look, with: { lamp: '{{input.lamp}}' }, field: lid }",
      ['unknown-name: there is no output of `lamp.look` `lid` (did you mean `lit`)'],
    ],
    [
      "check: { do: lamp.switch, with: { lamp: '{{input.lamp}}' }, field: was }",
      ['wrong-type: `lamp.switch` writes, and a check only reads'],
    ],
    [
      "check: { do: lamp.look, with: { lamp: '{{output.was}}' }, field: lit }",
      ['unknown-fact: there is no fact `output.was` (there is `input`)'],
    ],
    [
      'check: { do: lamp.loook, field: lit }',
      ['unknown-name: there is no action `lamp.loook` (did you mean `lamp.look`)'],
    ],
    [
      'resource: { type: asset, from: lmap }',
      ['unknown-name: there is no input of `lamp.switch` `lmap` (did you mean `lamp`)'],
    ],
    ['resource: { type: asset, from: lamp }', []],
  ])('%s', (rest, expected) => {
    expect(mistakesIn({ 'a.yaml': action(rest), 'b.yaml': read })).toEqual(expected);
  });
});

describe('access', () => {
  const access = (rest: string): string =>
    `kind: access\nid: people\nroles: { dba: { from: [{ group: DBA }, { schedule: nights }] }, boss: { from: { fact: requester.manager } } }\n${rest}`;
  const approval = 'kind: approval\nid: four-eyes\nquestion: May they?\nseats: [{ role: dba, each: true }]\nneed: 3\n';

  it.each<[string, readonly string[]]>([
    ['temporary: [{ id: night, role: dba, for: boss, approval: four-eyes, at_most: 4h }]', []],
    [
      'temporary: [{ id: night, role: dba, for: bos, approval: for-eyes, at_most: 4h }]',
      [
        'unknown-name: there is no role `bos` (did you mean `boss`)',
        'unknown-name: there is no approval `for-eyes` (did you mean `four-eyes`)',
      ],
    ],
    ["separation: [{ id: apart, apart: [dba, 'helpdesk.*'], always: true, say: Not both }]", []],
    [
      "separation: [{ id: apart, apart: [dba, 'helpdsk.*'], within: run }]",
      ['unknown-action: no action begins with `helpdsk.`'],
    ],
    [
      'separation: [{ id: apart, apart: [dba, aprove], within: run }]',
      ['unknown-name: there is no duty, role or action `aprove` (did you mean `approve`)'],
    ],
    [
      "grants: [{ id: g, role: dba, allow: ['approve:four-eyes'] }, { id: g, role: dba, allow: [mail.send] }]",
      ['duplicate-id: two grants are called `g`'],
    ],
    [
      "denials: [{ id: d, role: anyone, deny: [mail.send], when: { resource.owner: '{{subject.id}}' }, resource: asset }]",
      [],
    ],
    [
      "denials: [{ id: d, role: anyone, deny: [mail.send], when: { resource.onwer: '{{subject.id}}' }, resource: asset }]",
      ['unknown-fact: there is no fact `resource.onwer` (did you mean `resource.owner`)'],
    ],
    ['denials: [{ id: d, role: anyone, deny: [mail.send], when: { resource.what: ever } }]', []],
  ])('%s', (rest, expected) => {
    const found = mistakesIn({ 'a.yaml': access(rest), 'b.yaml': approval }).filter(
      (line) => !line.startsWith('unused-definition'),
    );
    expect(found.map((line) => line.replace(/ \(there (is|are) .*\)$/, ''))).toEqual(expected);
  });

  it('fills roles with people', () => {
    expect(mistakesIn(access('').replace('requester.manager', 'ticket.asset'))).toEqual([
      'wrong-type: `ticket.asset` is the id of an asset, and a role is filled with people',
    ]);
  });

  it('names each role once, in whichever files', () => {
    expect(
      mistakesIn({ 'a.yaml': access(''), 'b.yaml': 'kind: access\nid: more\nroles: { dba: { from: given } }\n' }),
    ).toEqual(['duplicate-id: two roles are called `dba`']);
  });
});

describe('approvals', () => {
  const roles =
    'kind: access\nid: people\nroles: { lead: { from: { people: [ada] } } }\ngrants: [{ id: g, role: lead, allow: [mail.send] }]\n';
  const decision =
    'kind: decision\nid: gate\nhit: first\nsets: { decision: decision, approval: approval }\nrules: [{ id: all, otherwise: true, then: { decision: REQUIRES_APPROVAL, approval: lead } }]\n';
  const approval = (rest: string): string =>
    `kind: approval\nid: lead\nquestion: 'May {{requester.name}}?'\nseats: [{ role: lead }]\n${rest}`;

  it.each<[string, readonly string[]]>([
    [
      'chase: { every: 24h, at_most: 2, then: { add: { role: lead } } }\nstand_in: { absent: [deputy], else: skip, delegate: { to: same_role } }',
      [],
    ],
    [
      'chase: { every: 24h, at_most: 2, then: { add: { role: leed } } }',
      ['unknown-name: there is no role `leed` (did you mean `lead`)'],
    ],
    ['within: 1d12h', []],
    ['within: 12h1d', ['invalid-duration: `12h1d` is not a length of time (write one such as `15m`, `4h` or `2d`)']],
    ['reject: { at: 2 }', ['seat-arithmetic: `reject: { at: 2 }` of 1 seat can never be reached']],
    [
      'ask_again_if_changed: [ticket.pirority]',
      ['unknown-fact: there is no fact `ticket.pirority` (did you mean `ticket.priority`)'],
    ],
    [
      'email: approval-reqest',
      ['unknown-name: there is no template `approval-reqest` (did you mean `approval-request`)'],
    ],
  ])('%s', (rest, expected) => {
    expect(mistakesIn({ 'a.yaml': roles, 'b.yaml': approval(rest), 'c.yaml': decision })).toEqual(expected);
  });
});

describe('decisions', () => {
  const table = (columns: string, rows: string): string =>
    `kind: decision\nid: level\nhit: first\nsets: [ticket.urgency]\ntable:\n  columns: ${columns}\n  rows:\n${rows}`;

  it.each<[string, string, readonly string[]]>([
    [
      'cells with operators',
      table(
        '[ticket.impact, ticket.age, ticket.urgency]',
        '    - one: [{ in: [high, medium] }, { lt: 4h }, high]\n    - two: [low, any, low]\n',
      ),
      [],
    ],
    [
      'results first',
      table('[ticket.urgency, ticket.impact]', '    - one: [high, low]\n'),
      [
        'wrong-columns: the last columns are what the decision sets, and `ticket.urgency` is not among them (end with `ticket.urgency`)',
      ],
    ],
    [
      'an unknown column',
      table('[ticket.inpact, ticket.urgency]', '    - one: [high, low]\n'),
      ['unknown-fact: there is no fact `ticket.inpact` (did you mean `ticket.impact`)'],
    ],
    [
      'a wrong cell',
      table('[ticket.impact, ticket.urgency]', '    - one: [hgih, low]\n    - two: [any, lwo]\n'),
      [
        'unknown-value: `ticket.impact` has no value `hgih` (did you mean `high`)',
        'unknown-value: `ticket.urgency` has no value `lwo` (did you mean `low`)',
      ],
    ],
    [
      'any as a result',
      table('[ticket.impact, ticket.urgency]', '    - one: [any, any]\n'),
      ['unknown-result: `any` is a test and cannot be a result'],
    ],
    [
      'a row twice',
      table('[ticket.impact, ticket.urgency]', '    - one: [high, low]\n    - one: [any, high]\n'),
      ['duplicate-id: two rows are called `one`'],
    ],
    [
      'a hole',
      table('[ticket.impact, ticket.urgency]', '    - one: [high, low]\n    - two: [{ not_in: [high, low] }, low]\n'),
      ['table-hole: no row for `impact: low` (add a row, or one of `any` at the end)'],
    ],
    [
      'an unknown approval',
      'kind: decision\nid: gate\nhit: first\nsets: { decision: decision, approval: approval }\nrules: [{ id: all, otherwise: true, then: { decision: REQUIRES_APPROVAL, approval: nobody } }]\n',
      ['unknown-name: there is no approval `nobody`'],
    ],
    [
      'an answer there is not',
      'kind: decision\nid: gate\nhit: first\nsets: { decision: decision }\nrules: [{ id: all, otherwise: true, then: { decision: MISSING } }]\n',
      ['unknown-value: `decision` has no value `MISSING` (there is `ALLOWED`, `DENIED` and `REQUIRES_APPROVAL`)'],
    ],
    [
      'itself',
      'kind: decision\nid: loop\nhit: first\nsets: [ticket.category]\nrules: [{ id: a, when: { ticket.category: x }, then: { ticket.category: z } }]\n',
      ["decision-cycle: decisions need each other's results: `loop` → `loop`"],
    ],
    [
      'what itself is derived from',
      'kind: decision\nid: loop\nhit: first\nsets: [ticket.description]\nrules: [{ id: a, when: { ticket.text: { contains: x } }, then: { ticket.description: z } }]\n',
      ["decision-cycle: decisions need each other's results: `loop` → `loop`"],
    ],
  ])('%s', (_, file, expected) => {
    expect(mistakesIn(file)).toEqual(expected);
  });
});

describe('sources', () => {
  const source = (rest: string) => ({
    'bundle.yaml':
      'kind: bundle\nid: b\nversion: 1.0.0\nlanguage: 1\nsettings: { languages: [en] }\nrobot: { role: desk }\nsecrets: [hook]\n',
    's.yaml': `kind: source\nid: rt\nverify: { scheme: hmac-sha256, header: X-Sign, format: '{base64}', over: '{timestamp}{body}', timestamp: { header: X-Time, tolerance: 5m }, secret: hook }\nevent: { id: /id, time: { time: /at, format: 'yyyy' } }\nemits: [{ event: ticket.created, when: { 'header:X-Kind': new } }]\nignore: [{ /a: b }, { /c: { in: [d, e] } }]\n${rest}`,
  });

  it.each<[string, readonly string[]]>([
    [
      "ticket: { id: { first: [/id, { extract: '/(\\d+)$', from: /self }] }, labels: { split: /tags, by: ',' }, created_at: { epoch_s: /t }, type: { literal: incident } }",
      [],
    ],
    [
      'ticket: { watchers: { each: /w, take: /name }, asset: { find: /fields, where: { /id: 7 }, take: /value }, category: { lower: /c }, priority: { map: { 1: P1 }, from: { number: /p }, else: LOW } }\ncomment: { id: { header: X-Id }, public: { boolean: /public }, text: /text }',
      [],
    ],
    ['changes: { each: /items, field: /field, map: { status: ticket.state } }', []],
    [
      'changes: { each: /items, field: /field, map: { status: ticket.stat } }',
      ['unknown-fact: there is no fact `ticket.stat` (did you mean `ticket.state`)'],
    ],
    ['ticket: { text: /s }', ['derived-fact: `ticket.text` is derived from other facts, and is set by nothing else']],
    ['ticket: { sumary: /s }', ['unknown-fact: there is no fact `ticket.sumary` (did you mean `ticket.summary`)']],
    ['ticket: { priority: { map: { 1: URGENT }, from: /p } }', ['unknown-value: `value` has no value `URGENT`']],
    [
      'ticket: { priority: { map: { 1: P1, 2: null }, from: /p, else: NONE } }',
      ['unknown-value: `value` has no value `NONE`'],
    ],
    ['ticket: { summary: { person: { mail: /who } } }', ['wrong-type: a person is read here, and the fact is a text']],
    [
      "ticket: { id: { extract: '[0-9]+', from: /self } }",
      ['invalid-pattern: `[0-9]+` cannot be used: it needs exactly one group, for what is taken'],
    ],
  ])('%s', (rest, expected) => {
    const found = mistakesIn(source(rest));
    expect(found.map((line) => line.replace(/ \(there (is|are) .*\)$/, ''))).toEqual(expected);
  });
});

describe('signatures', () => {
  const source = (verify: string) => ({
    'bundle.yaml':
      'kind: bundle\nid: b\nversion: 1.0.0\nlanguage: 1\nsettings: { languages: [en] }\nrobot: { role: desk, known_as: { rt: desk } }\nsecrets: [hook]\n',
    's.yaml': `kind: source\nid: rt\nverify: ${verify}\nevent: { id: /id, time: received }\nemits: [{ event: ticket.created }]\n`,
  });

  it.each<[string, readonly string[]]>([
    ['{ scheme: token, header: X-T, secret: hook }', []],
    [
      '{ scheme: token, header: X-T, format: Bearer, secret: hook }',
      ['unsigned-message: `Bearer` says nothing of the token, so anybody can send it (write it with `{token}`)'],
    ],
    [
      "{ scheme: hmac-sha1, header: X-T, over: '{timestamp}', secret: hook }",
      ['unsigned-message: `{timestamp}` leaves `{body}` unsigned, so it can be replaced on the way'],
    ],
    [
      '{ scheme: hmac-sha256, header: X-T, timestamp: { header: X-At, tolerance: 5m }, secret: hook }',
      ['unsigned-message: `{body}` leaves `{timestamp}` unsigned, so it can be replaced on the way'],
    ],
    [
      "{ scheme: hmac-sha256, header: X-T, over: '{timestamp}.{body}', timestamp: { header: X-At, tolerance: 5m }, secret: hook }",
      [],
    ],
  ])('%s', (verify, expected) => {
    expect(mistakesIn(source(verify))).toEqual(expected);
  });

  it('knows the desk by accounts of its sources', () => {
    const files = source('{ scheme: token, header: X-T, secret: hook }');
    const other = { ...files, 'bundle.yaml': files['bundle.yaml'].replace('{ rt: desk }', '{ tr: desk }') };
    expect(mistakesIn(other)).toEqual(['unknown-name: there is no source `tr` (did you mean `rt`)']);
  });
});

describe('samples', () => {
  const files = (mapping: string, payload: string, samples = 'payloads/*.json') => ({
    'bundle.yaml':
      'kind: bundle\nid: b\nversion: 1.0.0\nlanguage: 1\nsettings: { languages: [en] }\nrobot: { role: desk }\nsecrets: [hook]\n',
    's.yaml': `kind: source\nid: rt\nsamples: ['${samples}']\nverify: { scheme: token, header: X-T, secret: hook }\nevent: { id: /id, time: received }\nemits: [{ event: ticket.created, when: { /kind: new } }, { event: ticket.updated, when: { /kind: { in: [old] }, 'header:X-A': b } }]\nignore: { /kind: ping }\n${mapping}\n`,
    'payloads/one.json': payload,
    'payloads/one.headers.json': '{}',
  });
  const ticket = (fields: string): string => `ticket: { id: /id, ${fields} }`;

  it.each<[string, string, readonly string[]]>([
    [
      ticket('state: { first: [{ from: /a, map: { x: new } }, { from: /b, map: { w: open } }] }'),
      '{ "kind": "new", "a": "z", "b": "w" }',
      [],
    ],
    [
      ticket('state: { first: [{ from: /a, map: { x: new } }, { from: /b, map: { w: open } }] }'),
      '{ "kind": "new", "a": "z" }',
      ['unmapped-sample: `ticket.state` has no mapping for `z` (sample `payloads/one.json`)'],
    ],
    [ticket('state: { from: /a, map: { x: new }, else: open }'), '{ "kind": "old", "a": "z" }', []],
    [
      ticket('state: { from: /a/0/b, map: { x: new } }'),
      '{ "kind": "new", "a": [{ "b": "q" }] }',
      ['unmapped-sample: `ticket.state` has no mapping for `q` (sample `payloads/one.json`)'],
    ],
    [
      ticket('state: { from: /a, map: { x: new } }'),
      '{ "kind": "new", "a": { "b": 1 } }',
      ['unmapped-sample: `ticket.state` has no mapping for `{"b":1}` (sample `payloads/one.json`)'],
    ],
    [ticket('priority: /p'), '{ "kind": "new", "p": "P1" }', []],
    [
      ticket('priority: /p'),
      '{ "kind": "new", "p": "P9" }',
      ['unmapped-sample: `ticket.priority` has no mapping for `P9` (sample `payloads/one.json`)'],
    ],
    [
      ticket('impact: { lower: /i }, urgency: { header: X-U }, type: { literal: incident }'),
      '{ "kind": "new", "i": "HIGH" }',
      [],
    ],
    [ticket('impact: { lower: /i }'), '{ "kind": "new", "i": null }', []],
    [
      'comment: { id: /c/id, public: { from: /c/p, map: { y1: true } }, text: /t }',
      '{ "kind": "new", "c": { "p": "n1" } }',
      [],
    ],
    [ticket('impact: /i'), '{ "kind": "ping", "i": "odd" }', []],
    [
      ticket('impact: /i'),
      '{ "kind": "odd" }',
      [
        'sample-not-read: `payloads/one.json` is no event of `rt` and is not ignored either (add it to `emits` or `ignore`)',
      ],
    ],
    [ticket('impact: /i'), 'kind: new', ['sample-not-read: `payloads/one.json` is not JSON']],
  ])('%s over %s', (mapping, payload, expected) => {
    expect(mistakesIn(files(mapping, payload))).toEqual(expected);
  });

  it.each<[string, readonly string[]]>([
    ['payloads/one.json', []],
    ['payloads/o*e.json', []],
    ['*/o*.json', []],
    ['payloads/*o*n*.json', []],
    ['*.json', ['sample-not-read: there is no file `*.json`']],
    ['payloads/two.json', ['sample-not-read: there is no file `payloads/two.json`']],
    ['payloads/*e*o*.json', ['sample-not-read: there is no file `payloads/*e*o*.json`']],
  ])('finds %s', (samples, expected) => {
    expect(mistakesIn(files('ticket: { id: /id }', '{ "kind": "new" }', samples))).toEqual(expected);
  });
});

describe('templates', () => {
  const template = (needs: string, body: string, more = ''): string => `---\nneeds: ${needs}\n${more}---\n${body}\n`;

  it.each<[string, string, readonly string[]]>([
    [
      'loops',
      template(
        '{ approval: { type: approval, fields: { details: { type: record, list: true, fields: { label: text } } } } }',
        '{{#each approval.details as |detail|}}{{detail.label}}{{/each}}{{approval.question}}',
      ),
      [],
    ],
    [
      'a field a loop does not have',
      template(
        '{ approval: { type: approval, fields: { details: { type: record, list: true, fields: { label: text } } } } }',
        '{{#each approval.details as |detail|}}{{detail.lable}}{{/each}}',
      ),
      ['undeclared-variable: there is no fact `approval.details[].lable` (did you mean `item.label`)'],
    ],
    [
      'a loop over no list',
      template('{ requester: person }', '{{#each requester.name as |letter|}}{{letter}}{{/each}}'),
      ['undeclared-variable: `requester.name` is no list'],
    ],
    [
      'a field there is not',
      template('{ requester: person }', '{{requester.nmae}}'),
      ['undeclared-variable: there is no fact `requester.nmae` (did you mean `requester.name`)'],
    ],
    [
      'recipients and files',
      template(
        '{ requester: person, request: request }',
        '{{requester.name}}',
        "to: ['{{requester.id}}', ada]\ncc: ['{{requester.manager}}']\nattachments: [{ from: request.id, as: a.pdf }]\n",
      ),
      ['wrong-type: `request.id` is the id of a request, and only files can be attached'],
    ],
    [
      'a recipient who is no person',
      template('{ requester: person }', '{{requester.name}}', "to: ['{{requester.email}}']\n"),
      ['wrong-type: `recipient` is the id of a person, and `requester.email` is a text'],
    ],
    [
      'a template it includes',
      template('{ requester: person }', '{{requester.name}}{{> signatur}}'),
      ['unknown-name: there is no template `signatur`'],
    ],
    ['a language of its own', template('{ requester: person }', '{{requester.name}}', 'language: de\n'), []],
  ])('%s', (_, file, expected) => {
    const found = mistakesIn({ 'templates/hello.hbs': file }).filter(
      (line) => !/^(unused-definition|untranslated-template|unknown-language|file-name)/.test(line),
    );
    expect(found.map((line) => line.replace(/ \(there (is|are) .*\)$/, ''))).toEqual(expected);
  });
});

describe('services', () => {
  const service = (rest: string) => ({
    'w.yaml': workflow,
    's.yaml': `kind: service\nid: note\ntitle: Take a note\nstart: note\nwith: { user: '{{requester.id}}' }\n${rest}`,
    'a.yaml': 'kind: access\nid: people\nroles: { lead: { from: { people: [ada] } } }\n',
  });

  it.each<[string, readonly string[]]>([
    [
      "form: { device: { type: asset, options: '{{requester.assets}}' }, why: { type: text, when: { form.device: { known: true } } } }\nmay_touch: { actions: [helpdesk.comment], resource: { ticket.requester: '{{requester.id}}', input.text: { known: true } } }",
      [],
    ],
    [
      "form: { device: { type: asset, options: '{{requester.name}}' } }\nmay_touch: { actions: [mail.send] }",
      ['wrong-type: `requester.name` is a text, and options come from a list'],
    ],
    [
      'form: { device: asset }\neligible: { form.device.owner: ada }\nmay_touch: { actions: [mail.send] }',
      ['unknown-fact: there is no fact `form.device.owner`'],
    ],
    [
      "may_touch: { actions: [mail.sent] }\npre_approved: { by: led, date: '2026-01-01' }",
      [
        'unknown-action: there is no action `mail.sent` (did you mean `mail.send`)',
        'unknown-name: there is no role `led` (did you mean `lead`)',
      ],
    ],
    [
      'limits: [{ per: requester, at_most: 1, in: 2 business days }, { at_once: 3 }]\nmay_touch: { actions: [mail.send] }',
      [
        'business-time: business time needs a calendar, which this version does not have (write clock time such as `48h`)',
      ],
    ],
  ])('%s', (rest, expected) => {
    const found = mistakesIn(service(rest));
    expect(found.map((line) => line.replace(/ \((there (is|are)|`form.device` holds).*\)$/, ''))).toEqual(expected);
  });
});

describe('agents, fixtures and tests', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'an agent',
      'kind: agent\nid: k\ntitle: K\npart: knowledge\ntask: Find it\n---\nkind: intent\nid: i\nskills: [nobody/any]\nknowledge: { when: { intent.class: x } }\ntasks: { knowledge: About {{intent.site}} }\n'.replace(
        'About {{intent.site}}',
        "'About {{intent.site}}'",
      ),
      ['unknown-name: there is no agent `nobody` (there is `k`)'],
    ],
    [
      'answers',
      'kind: fixtures\nid: f\nassets: { lap: { owner: ada } }\ntickets: { T1: { summary: Hi, priority: P1, asset: null } }\narticles: [{ id: a, title: A, url: /a, words: [a] }]\npast_tickets: [{ id: p, workflow: w, summary: s, outcome: o, minutes: 3 }]\nactions: { mail.send: [{ when: { subject: Hi }, output: { message: m1 } }, { error: unavailable }, { error: unknown }] }\n',
      [],
    ],
    [
      'wrong answers',
      'kind: fixtures\nid: f\nactions: { mail.send: [{ output: { mesage: m1 } }, { error: tired }], mail.sent: [] }\n',
      [
        'unknown-property: `facts` knows no `mesage` here (did you mean `message`)',
        'unknown-name: `mail.send` declares no error `tired` (there is `unavailable`, `timeout`, `denied` and `unknown`)',
        'unknown-name: there is no action `mail.sent` (did you mean `mail.send`)',
      ],
    ],
    [
      'a value that does not fit',
      'kind: fixtures\nid: f\npeople: { ada: { name: Ada, mfa: maybe } }\n',
      ['wrong-value: `maybe` is not true or false, as `mfa` is (write `true` or `false`)'],
    ],
    [
      'what a test names',
      "kind: fixtures\nid: f\npeople: { ada: { name: Ada } }\n---\nkind: test\nid: t\ntitle: What happens\nuses: [f]\nsteps: [{ start: nothing, by: ada }, { event: ticket.created, from: jira, payload: a.json }, { after: 2h, expect: { mail: [] } }]\nmay: [{ who: ada, do: 'start:nothing', resource: T1, answer: denied }]\n",
      [
        'unknown-name: there is no workflow `nothing`',
        'unknown-name: there is no source `jira`',
        'unknown-name: there is no action `start:nothing`',
      ],
    ],
    [
      'fixtures there are not',
      'kind: test\nid: t\nuses: [g]\nsteps: [{ after: 2h, by: nobody-knows }]\n',
      ['unknown-name: there is no fixtures `g`'],
    ],
  ])('%s', (_, file, expected) => {
    const found = mistakesIn(file);
    expect(found.map((line) => line.replace(/ \(there (is|are) `mail.*\)$/, ''))).toEqual(expected);
  });
});
