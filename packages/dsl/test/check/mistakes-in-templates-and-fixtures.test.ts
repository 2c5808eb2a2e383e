import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';

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
      ['undeclared-variable: there is no fact `approval.details[].lable` (did you mean `approval.details[].label`)'],
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
        'unknown-name: `mail.send` declares no error `tired` (there are `unavailable`, `timeout`, `denied` and `unknown`)',
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
