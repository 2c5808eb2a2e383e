import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';
import { noteTrigger } from './note-workflow.ts';

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
      ['unknown-value: `default` has no value `300` (there are `10` and `20`)'],
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
    ['roots: { device: { type: asset, from: form.device }, holder: { type: person, from: device.owner } }', []],
    ['roots: { device: { type: asset, from: input.device } }', []],
    [
      'roots: { holder: { type: person, from: form.device.owner } }',
      ['unknown-fact: there is no fact `form.device.owner`'],
    ],
    [
      'ticket: { os: { type: text, from: { join: [device.os] } } }\nroots: { device: { type: asset, from: form.device } }',
      ['unknown-fact: there is no fact `device.os` (`device` is found by `form.device`, which is not known here)'],
    ],
  ])('%s', (rest, expected) => {
    expect(mistakesIn(facts(rest))).toEqual(expected);
  });

  it('lets a later definition replace a field, derivation and all', () => {
    expect(
      mistakesIn({
        'f.yaml': facts('ticket: { age: integer }'),
        ...noteTrigger("with: { user: '{{requester.id}}' }\nwhen: { ticket.age: { lt: 4 } }\n"),
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
