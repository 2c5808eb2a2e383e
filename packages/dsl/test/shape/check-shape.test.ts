import { kinds, parse } from '@deskbook/dsl/syntax';
import { describe, expect, test } from 'vitest';
import { checkShape, recordsOf } from '../../src/shape/index.ts';
import { everyKind } from './every-kind.ts';

test('definitions that use the whole language have no mistakes', () => {
  const syntax = parse(everyKind);
  expect(syntax.diagnostics).toEqual([]);
  const { definitions, diagnostics, failed } = checkShape(syntax);
  expect(diagnostics).toEqual([]);
  expect(failed).toEqual([]);
  expect(new Set(definitions.map(({ kind }) => kind))).toEqual(new Set(kinds));
});

test('the record types of facts are all keys that are not named', () => {
  const facts = checkShape(parse(everyKind)).definitions.flatMap((definition) =>
    definition.kind === 'facts' ? [definition.data] : [],
  );
  expect(facts.flatMap((definition) => Object.keys(recordsOf(definition)))).toEqual(['ticket', 'person']);
});

const trigger = 'kind: trigger\nid: greet\nevent: ticket.created\nstart: greet\n';
const step = (text: string): string => `kind: workflow\nid: w\nsteps:\n  - { id: s, ${text} }\n`;
const verbs = '`do`, `task`, `ask`, `approve`, `decide`, `each`, `choose`, `tree`, `wait`, `find` and `run`';

/** What is written, what is said of it, and the text it points at. */
const mistakes: readonly (readonly [string, string, string, string])[] = [
  [`${trigger}wen: { a: 1 }\n`, 'DB2001 a trigger has no key `wen`', 'did you mean `when`', 'wen'],
  ['kind: trigger\nid: g\nevnt: x\nstart: b\n', 'DB2001 a trigger has no key `evnt`', 'did you mean `event`', 'evnt'],
  [
    'kind: agent\nid: a\ntitle: A\npart: data_query\ntask: T\ncolour: red\n',
    'DB2001 an agent has no key `colour`',
    'the keys here are `description`, `owner`, `cites` and `skills`',
    'colour',
  ],
  ['kind: trigger\nid: g\nevent: b\n', 'DB2002 this trigger has no `start`', 'add `start: `', 'trigger'],
  ['kind: intent\nid: g\n', 'DB2002 this intent has no `skills` and no `knowledge`', 'add them', 'intent'],
  [
    'kind: trigger\nid: g\nstart: b\n',
    'DB2008 this trigger says neither `event` nor `every`',
    'write `event` or `every`',
    'trigger',
  ],
  ['kind: trigger\nid: g\nevry: day\nstart: b\n', 'DB2001 a trigger has no key `evry`', 'did you mean `every`', 'evry'],
  [`${trigger}title: 1.10\n`, 'DB2004 `1.10` is the number 1.1, and `title` is a text', 'put it in quotes', '1.10'],
  [`${trigger}title: 42\n`, 'DB2004 `42` is a number, and `title` is a text', 'put it in quotes', '42'],
  [`${trigger}title: true\n`, 'DB2004 `true` is a truth value, and `title` is a text', 'put it in quotes', 'true'],
  [`${trigger}title:\n`, 'DB2005 `title` is empty', 'give it a text or a mapping', 'title'],
  [`${trigger}title: [a]\n`, 'DB2003 `title` is a text or a mapping, and this is a list', '', 'title'],
  [`${trigger}throttle: { per: x, at_most: 0, in: 3m }\n`, 'DB2009 `at_most` is at least 1', '', '0'],
  [
    `${trigger}throttle: { per: x, at_most: 1.5, in: 3m }\n`,
    'DB2003 `at_most` is a whole number, and this is the number `1.5`',
    '',
    '1.5',
  ],
  [
    `${trigger}throttle: { per: x, at_most: 1, in: 3m, else: dorp }\n`,
    'DB2006 `else` cannot be `dorp`',
    'did you mean `drop`',
    'dorp',
  ],
  [
    `${trigger}own_events: sometimes\n`,
    'DB2006 `own_events` cannot be `sometimes`',
    'write `ignore` or `allow`',
    'sometimes',
  ],
  [`${trigger}every: 3d\n`, 'DB2008 this trigger says both `event` and `every`', 'write `event` or `every`', 'trigger'],
  ['kind: trigger\nid: g\nevery: day\nstart: b\nchanged: ticket.state\n', 'DB2002 this trigger has `changed` and no `event`', 'add `event: `', 'trigger'], // prettier-ignore
  [
    "kind: trigger\nid: g\nevery: day\nat: '8:00'\nstart: b\n",
    "DB2007 `8:00` is not a time of day such as `'08:30'`",
    '',
    "'8:00'",
  ],
  [`${trigger}cites: ['a b']\n`, 'DB2007 `a b` is not a paragraph such as `access-policy#privileged.c`', '', "'a b'"],
  [step('task: x, run: z'), 'DB2008 `run` cannot stand beside `task`', 'keep one of the two', 'run'],
  [step('title: x'), `DB2002 \`s\` says none of ${verbs}`, 'write one of them', '{'],
  [step('doo: x'), 'DB2001 there is no key `doo` here', 'did you mean `do`', 'doo'],
  [step('do: x, needs: b'), 'DB2003 `needs` is a list, and this is the text `b`', 'write `[b]`', 'b'],
  [
    step('do: x, outcomes: { failed: { go: b } }'),
    'DB2002 `failed` has no `at_most` and no `else`',
    'add them',
    'failed',
  ],
  [
    step('do: x, outcomes: { failed: contineu }'),
    'DB2006 `failed` cannot be `contineu`',
    'did you mean `continue`',
    'contineu',
  ],
  [step('do: x, outcomes: { failed: { edn: b } }'), 'DB2001 there is no key `edn` here', 'did you mean `end`', 'edn'],
  [step('do: x, outcomes: { failed: 3 }'), 'DB2004 `3` is a number, and `failed` is a text', 'put it in quotes', '3'],
  [step('choose: [{ id: b, steps: [{ id: c, do: d }] }]'), 'DB2002 `b` has no `when`', 'add `when: `', '{'],
  [
    step('choose: [{ id: b, otherwise: false, steps: [{ id: c, do: d }] }]'),
    'DB2006 `otherwise` cannot be `false`',
    'write `true`',
    'false',
  ],
  ['kind: workflow\nid: w\nsteps: []\n', 'DB2005 `steps` is empty', '', '[]'],
  [
    'kind: workflow\nid: w\nsteps: [hello]\n',
    'DB2003 this entry is a mapping, and this is the text `hello`',
    '',
    'hello',
  ],
  [
    'kind: action\nid: a\ninput: {}\noutput: {}\neffect: write\nidempotent: always\n',
    'DB2002 this action has no `undo`',
    'every write says how it is undone; write `undo: none` if it cannot be',
    'action',
  ],
  [
    'kind: source\nid: a\nevent: { id: /x, time: received }\nemits: [{ event: a }]\n',
    'DB2002 this source has no `verify`',
    'without it anybody can send to this webhook; `{ scheme: none }` says that this is meant',
    'source',
  ],
  [
    'kind: source\nid: a\nverify: { scheme: token }\nevent: { id: /x, time: received }\nemits: [{ event: a }]\n',
    'DB2002 `verify` has no `header` and no `secret`',
    'add them',
    'verify',
  ],
  [
    'kind: source\nid: a\nverify: { scheme: none }\nevent: { id: x, time: received }\nemits: [{ event: a }]\n',
    'DB2007 `x` is not a JSON Pointer such as `/issue/key`, or `received`',
    '',
    'x',
  ],
  [
    'kind: decision\nid: a\nhit: first\nsets: [x.z]\n',
    'DB2008 this decision says neither `rules` nor `table`',
    'write `rules` or `table`',
    'decision',
  ],
  [
    'kind: decision\nid: a\nhit: first\nsets: [x.z]\nrules: [{ id: r, otherwise: true, then: { x.z: 1 } }]\ntable: { columns: [x.z], rows: [{ one: [1] }] }\n',
    'DB2008 this decision says both `rules` and `table`',
    'write `rules` or `table`',
    'decision',
  ],
  [
    'kind: decision\nid: a\nhit: first\nsets: [x.z]\ntable: { columns: [a], rows: [{ one: [1], two: [2] }] }\n',
    'DB2009 this entry has more than one key',
    '',
    '{ one: [1], two: [2] }',
  ],
  [
    'kind: access\nid: a\ngrants: [{ id: g, role: b }]\n',
    'DB2008 `g` says neither `allow` nor `ask`',
    'write `allow` or `ask`',
    '{',
  ],
  [
    'kind: access\nid: a\nseparation: [{ id: g, apart: [b] , always: true }]\n',
    'DB2005 `apart` has fewer than 2 entries',
    '',
    '[b]',
  ],
  [
    'kind: access\nid: a\nroles: { b: { from: { grp: c } } }\n',
    'DB2002 `from` says none of `group`, `fact`, `schedule` and `people`',
    'write one of them',
    'from',
  ],
  [
    'kind: access\nid: a\ndenials: [{ id: d, role: b, deny: [a*b] }]\n',
    'DB2007 `a*b` is not an action such as `database.grant`, or several with one `*` at the end',
    '',
    'a*b',
  ],
  [
    'kind: access\nid: a\ntemporary: [{ id: night-fix, role: b, for: c, approval: d }]\n',
    'DB2002 `night-fix` has no `at_most`',
    'add `at_most: `',
    '{',
  ],
  [
    'kind: access\nid: a\nbreak_glass: [{ id: night-fix, role: b, allow: [x.y], at_most: 1h }]\n',
    'DB2002 `night-fix` has no `review`',
    'add `review: `',
    '{',
  ],
  ['kind: agent\nid: a\ntitle: A\npart: domain\n', 'DB2002 this agent has no `skills`', 'add `skills: `', 'agent'],
  [
    'kind: agent\nid: a\ntitle: A\npart: domain\ntask: T\n',
    'DB2002 this agent has no `skills`',
    'add `skills: `',
    'agent',
  ],
  ['kind: agent\nid: a\ntitle: A\npart: domain\nskills: {}\n', 'DB2005 `skills` is empty', '', '{}'],
  ['kind: agent\nid: a\ntitle: A\npart: knowledge\n', 'DB2002 this agent has no `task`', 'add `task: `', 'agent'],
  ['kind: agent\nid: a\ntitle: A\npart: data_query\n', 'DB2002 this agent has no `task`', 'add `task: `', 'agent'],
  [
    'kind: workflow\nid: w\nstate: shadow\nacts: { as: r }\nsteps: [{ id: a, wait: { for: 1h } }]\n',
    'DB2001 a workflow has no key `state`',
    'the keys here are `title`, `description`, `owner`, `cites`, `input`, `one_run`, `priority`, `finally`, `cancel_when`, `undo_window`, `undo_failed`, `ends`, `plan` and `report`',
    'state',
  ],
  [
    'kind: tree\nid: t\nstart: q\nif_unsure: o\nnodes: { q: { check: c, if_yes: o, if_no: o } }\noutcomes: { o: { result: solved } }\n',
    'DB2002 `q` has `check` and no `yes_when`',
    'add `yes_when: `',
    'q',
  ],
  [
    'kind: bundle\nid: b\nversion: 1.2.3\nlanguage: 2\nsettings: { languages: [en] }\nrobot: { role: r }\n',
    'DB2006 `language` cannot be `2`',
    'write `1`',
    '2',
  ],
  [
    'kind: bundle\nid: b\nversion: 1.2.3\nlanguage: 1\nsettings: { languages: en }\nrobot: { role: r }\n',
    'DB2003 `languages` is a list, and this is the text `en`',
    'write `[en]`',
    'en',
  ],
  [
    'kind: service\nid: s\ntitle: { EN: x }\nstart: a\nmay_touch: { actions: [] }\n',
    'DB2007 `EN` is not a language such as `en` or `de`',
    '',
    'EN',
  ],
  [
    'kind: fixtures\nid: f\npeople: { lena: { groups: staff } }\n',
    'DB2003 `groups` is a list, and this is the text `staff`',
    'write `[staff]`',
    'staff',
  ],
  [
    'kind: approval\nid: a\nquestion: q\nseats: [dba]\n',
    'DB2003 this entry is a mapping, and this is the text `dba`',
    '',
    'dba',
  ],
];

describe('one mistake, one diagnostic', () => {
  test.each(mistakes)('%j', (text, message, help, at) => {
    const syntax = parse([{ path: 'a.yaml', text }]);
    expect(syntax.diagnostics).toEqual([]);
    const { diagnostics, definitions, failed } = checkShape(syntax);
    expect(
      diagnostics.map((diagnostic) => [
        `${diagnostic.code} ${diagnostic.message}`,
        diagnostic.help ?? '',
        text.slice(diagnostic.span.start, diagnostic.span.end),
      ]),
    ).toEqual([[message, help, at]]);
    expect(definitions).toEqual([]);
    expect(failed).toHaveLength(1);
  });

  test.each([
    [`${trigger}with: { a: 1, a: 2 }\n`],
    [`${trigger}throttle: { <<: x }\n`],
    [`${trigger}title: *nobody\n`],
    [`${trigger}title: { en: Hello, there }\n`],
    [`${trigger}title: 0042\n`],
  ])('what the parser said is not said again: %j', (text) => {
    const syntax = parse([{ path: 'a.yaml', text }]);
    expect(syntax.diagnostics).toHaveLength(1);
    expect(checkShape(syntax).diagnostics).toEqual([]);
  });

  test('a misspelt truth value is mended', () => {
    const text = 'kind: facts\nid: f\nticket: { a: { list: yes } }\n';
    const [diagnostic] = checkShape(parse([{ path: 'a.yaml', text }])).diagnostics;
    expect(diagnostic?.fixes?.[0]?.edits[0]?.text).toBe('true');
  });

  test('what could not be parsed is known to exist', () => {
    const syntax = parse([{ path: 'a.yaml', text: 'kind: agent\nid: a\nx: [\n' }]);
    expect(checkShape(syntax).failed).toEqual([{ kind: 'agent', id: 'a', file: 'a.yaml' }]);
  });
});
