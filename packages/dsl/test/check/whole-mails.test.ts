import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';

const access =
  'kind: access\nid: desk\nroles: { desk-robot: { from: given }, staff: { from: { group: all } } }\ngrants: [{ id: mail, role: desk-robot, allow: [mail.send] }, { id: ask, role: staff, ask: [mail.send] }]\n';
const hello = (head: string): string =>
  `---\nkind: template\nid: hello\nneeds: { requester: person }\n${head}---\nHello {{requester.name}}\n`;
const flow = (values: string): string =>
  `kind: workflow\nid: tell\nacts: { as: desk-robot }\nsteps: [{ id: tell, do: mail.send, with: { ${values} } }]\n`;
const tree = (values: string): string =>
  `kind: tree\nid: t\nstart: tell\nif_unsure: team\nnodes: { tell: { fix: We write., do: mail.send, with: { ${values} }, if_fixed: done, if_not_fixed: team } }\noutcomes: { done: { result: solved }, team: { result: escalated } }\n`;
const to = "to: ['{{requester.id}}']";

const words =
  'incomplete-mail: this mail has neither a template nor words of its own (write `template`, or `subject` and `body`)';
const nobody = "incomplete-mail: this mail goes to nobody (write `to`, such as `to: ['{{requester.id}}']`)";
const subject =
  'incomplete-mail: `hello` has no subject in `en`, and this mail gives it none (write `subject` there or here)';

/** What is said of a mail in a workflow, or in a tree, beside a template with this head. */
const said = (written: string, head = 'subject: Hi\n'): readonly string[] =>
  mistakesIn({ 'access.yaml': access, 'mail.yaml': written, 'hello.en.hbs': hello(head) }).filter(
    (line) => !line.startsWith('unused-def'),
  );

describe('a mail', () => {
  it.each<[string, string, readonly string[]]>([
    [`template: hello, ${to}`, 'subject: Hi\n', []],
    ['template: hello', `subject: Hi\n${to}\n`, []],
    [`subject: Hi, body: Hello, ${to}`, '', []],
    ["template: '{{requester.department}}'", '', []],
    [`template: helo, ${to}`, '', ['unknown-name: there is no template `helo` (did you mean `hello`)']],
    ['template: hello', 'subject: Hi\n', [nobody]],
    ['template: hello, to: []', 'subject: Hi\n', [nobody]],
    ['template: hello, to: []', `subject: Hi\n${to}\n`, [nobody]],
    [`subject: Hi, ${to}`, '', [words]],
    [`body: Hello, ${to}`, '', [words]],
    ['', '', [words, nobody]],
    [`template: hello, ${to}`, '', [subject]],
    [`template: hello, subject: Hi, ${to}`, '', []],
  ])('{ %s } of a template with %j', (values, head, expected) => {
    expect(said(flow(values), head)).toEqual(expected);
  });

  it('is whole in trees too', () => {
    expect(said(tree('subject: Hi, body: Hello'))).toEqual([nobody]);
  });

  it('is what the bundle says it is, where it has an action of that name', () => {
    const own =
      'kind: action\nid: mail.send\ninput: { words: text }\noutput: {}\neffect: write\nundo: none\nidempotent: never\n';
    expect(said(`${flow('words: Hello')}---\n${own}`)).toEqual([]);
  });
});
