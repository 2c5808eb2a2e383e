import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';

const unread =
  'template-not-read: nothing is filled in here: the braces stay as they are written (write it without, or say it where paths are read, such as the `with` of a step)';
const name = "'{{requester.name}}'";
const decision = (rule: string, sets = 'text'): string =>
  `kind: decision\nid: d\nhit: first\nsets: { answer: ${sets} }\nrules: [{ id: all, otherwise: true, ${rule} }]\n`;
const flow = (step: string, rest = ''): string =>
  `kind: workflow\nid: flow\nacts: { as: desk-robot }\n${rest}steps: [${step}]\n`;
const task = (form: string, more = ''): string =>
  `{ id: look, task: 'Look at {{requester.name}}', ${more}by: { role: desk-robot }, form: { x: ${form} }, outcomes: { declined: hold } }`;

/** What is said of one definition, but that nothing uses it. */
const said = (text: string): readonly string[] => mistakesIn(text).filter((line) => !line.startsWith('unused-def'));

describe('a template is not read', () => {
  it.each([
    ['in what a rule sets', decision(`then: { answer: ${name} }`)],
    ['in a list that a rule sets', decision(`then: { answer: [a, ${name}] }`, '{ type: text, list: true }')],
    ['in what a rule says', decision(`then: { answer: a }, say: 'No, ${name.slice(1)}`)],
    ['in what a rule says in a language', decision(`then: { answer: a }, say: { en: ${name} }`)],
    [
      'in a row',
      `kind: decision\nid: d\nhit: first\nsets: { answer: text }\ntable: { columns: [ticket.id, answer], rows: [{ one: [any, ${name}] }] }\n`,
    ],
    ['in a label', flow(task(`{ type: text, label: ${name} }`))],
    ['in a default', flow(task(`{ type: text, default: ${name} }`))],
    ['in the title of a step', flow(task('text', `title: ${name}, `))],
    ['in the title of an end', flow(task('text'), `ends: { done: { title: ${name} } }\n`)],
    [
      'in what a denial says',
      `kind: access\nid: a\nroles: { staff: { from: given } }\ndenials: [{ id: d, role: staff, deny: [mail.send], say: ${name} }]\n`,
    ],
    [
      'in what it changed to',
      `${flow(task('text'))}---\nkind: trigger\nid: t\nevent: ticket.updated\nchanged: { ticket.summary: { to: ${name} } }\nstart: flow\n`,
    ],
  ])('%s', (_, text) => {
    expect(said(text)).toEqual([unread]);
  });

  it.each([
    ['in a task', flow(task('text'))],
    [
      'in the title of a question',
      flow(
        `{ id: who, ask: '{{requester.id}}', title: 'Is it {{requester.name}}?', form: { sure: yes_no }, outcomes: { declined: hold } }`,
      ),
    ],
    [
      'in the title of a task for what could not be undone',
      flow(task('text'), `undo_failed: { task: { role: desk-robot, title: 'Undo it for {{requester.name}}' } }\n`),
    ],
  ])('but is %s', (_, text) => {
    expect(said(text)).toEqual([]);
  });

  it('and read where a title is said', () => {
    expect(
      said(flow(task('text'), `undo_failed: { task: { role: desk-robot, title: 'Undo {{requester.nam}}' } }\n`)),
    ).toEqual(['unknown-fact: there is no fact `requester.nam` (did you mean `requester.name`)']);
  });
});
