import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';

describe('access', () => {
  const access = (rest: string): string =>
    `kind: access\nid: people\nroles: { dba: { from: [{ group: DBA }, { schedule: nights }] }, boss: { from: { fact: requester.manager } } }\n${rest}`;
  const approval = 'kind: approval\nid: four-eyes\nquestion: May they?\nseats: [{ role: dba, each: true }]\nneed: 3\n';

  it.each<[string, readonly string[]]>([
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
      'grants: [{ id: g, role: anyone, allow: [mail.send] }]',
      ['unknown-name: `anyone` is no role that can be granted something (name the roles that may)'],
    ],
    ["grants: [{ id: g, role: dba, allow: ['reassign:four-eyes'] }]", []],
    [
      "grants: [{ id: g, role: dba, allow: ['assign:four-eyes'] }]",
      ['unknown-action: there is no action `assign:four-eyes` (did you mean `reassign:four-eyes`)'],
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
    ['chase: { every: 24h, at_most: 2, then: { replace: { role: lead } } }', []],
    [
      'chase: { every: 24h, at_most: 2, then: { replace: { role: leed } } }',
      ['unknown-name: there is no role `leed` (did you mean `lead`)'],
    ],
    ['need: 60%\nreject: { at: 2 }', ['seat-arithmetic: `reject: { at: 2 }` of 1 seat can never be reached']],
    ['need: 60%', []],
    ['need: 0%', ['malformed: `0%` is not `all` or a share from `1%` to `100%`']],
    ['need: 120%', ['malformed: `120%` is not `all` or a share from `1%` to `100%`']],
    ['need: most', ['malformed: `most` is not `all` or a share from `1%` to `100%`']],
    [
      'chase: { every: 24h, at_most: 2, then: {} }',
      ['misplaced-key: `then` says neither `add` nor `replace` (write `add` or `replace`)'],
    ],
    [
      'chase: { every: 24h, at_most: 2, then: { add: { role: lead }, replace: { role: lead } } }',
      ['misplaced-key: `then` says both `add` and `replace` (write `add` or `replace`)'],
    ],
    ['within: 1d12h', []],
    [
      'within: 12h1d',
      ['invalid-duration: `12h1d` is not a length of time (write one such as `15m`, `4h` or `2 business days`)'],
    ],
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
