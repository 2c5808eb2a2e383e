import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';

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
  const files = (mapping: string, payload: string, samples = 'payloads/*.json', headers = '{ "X-A": "b" }') => ({
    'bundle.yaml':
      'kind: bundle\nid: b\nversion: 1.0.0\nlanguage: 1\nsettings: { languages: [en] }\nrobot: { role: desk }\nsecrets: [hook]\n',
    's.yaml': `kind: source\nid: rt\nsamples: ['${samples}']\nverify: { scheme: token, header: X-T, secret: hook }\nevent: { id: /id, time: received }\nemits: [{ event: ticket.created, when: { /kind: new } }, { event: ticket.updated, when: { /kind: { in: [old] }, 'header:X-A': b } }]\nignore: { /kind: ping }\n${mapping}\n`,
    'payloads/one.json': payload,
    'payloads/one.headers.json': headers,
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
    ['{ "X-A": "b", "X-U": "high" }', []],
    [
      '{ "X-A": "c" }',
      [
        'sample-not-read: `payloads/one.json` is no event of `rt` and is not ignored either (add it to `emits` or `ignore`)',
      ],
    ],
    [
      '{ "x-a": "b", "x-u": "odd" }',
      ['unmapped-sample: `ticket.urgency` has no mapping for `odd` (sample `payloads/one.json`)'],
    ],
    ['[]', []],
  ])('with headers %s', (headers, expected) => {
    const found = mistakesIn(
      files(ticket('urgency: { header: X-U }'), '{ "kind": "old" }', 'payloads/*.json', headers),
    );
    expect(found).toEqual(expected);
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
