import type { CodeBlock } from './code-blocks.ts';

/** Definitions around each kind of fragment. Each fragment is written as it would stand there. */
const wrappings: { readonly [fragment: string]: (id: string, text: string) => string } = {
  condition: (id, text) => `kind: decision
id: ${id}
hit: first
sets: { answer: text }
rules:
  - id: asked
    when:
${indent(text, 6)}
    then: { answer: a }
`,
  steps: (id, text) => `kind: workflow
id: ${id}
input: { ticket: ticket, devices: { type: asset, list: true, optional: true }, until: { type: time, optional: true } }
acts: { as: desk-robot }
steps:
${indent(text, 2)}
`,
  fields: (id, text) => `kind: action
id: ${id}
input:
${indent(text, 2)}
output: {}
effect: read
idempotent: always
`,
  extractions: (id, text) => `kind: source
id: ${id}
verify: { scheme: token, header: X-Token, secret: portal-webhook }
event: { id: /id, time: received }
emits: [{ event: ticket.created }]
ticket:
${indent(text, 2)}
`,
  changed: (id, text) => `kind: trigger
id: ${id}
event: ticket.updated
changed:
${indent(text, 2)}
start: storage-access
with: { ticket: '{{ticket.id}}' }
`,
};

/** The fragments a block may be marked as. */
export const fragments: readonly string[] = Object.keys(wrappings);

/** A block as the text of a file: whole definitions as they are, a fragment with what belongs around it. */
export function wrapFragment(block: CodeBlock): string {
  const fragment = fragments.find((name) => block.marks.has(name));
  const wrap = fragment === undefined ? undefined : wrappings[fragment];
  return wrap === undefined ? block.text : wrap(`fragment-${block.line}`, block.text);
}

function indent(text: string, by: number): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(by) + line))
    .join('\n');
}
