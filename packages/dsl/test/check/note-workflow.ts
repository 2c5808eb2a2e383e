/** A workflow with an input of every sort, for tests of what is passed to it. */
export const noteWorkflow = `kind: workflow
id: note
input: { user: person, device: { type: asset, optional: true }, words: { type: text, optional: true }, tags: { type: text, list: true, optional: true }, until: { type: time, optional: true }, more: { type: json, optional: true }, place: { type: record, optional: true, fields: { floor: integer } } }
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`;

/** That workflow, and a trigger that starts it. */
export function noteTrigger(rest: string) {
  return { 'w.yaml': noteWorkflow, 't.yaml': `kind: trigger\nid: page\nevent: ticket.created\nstart: note\n${rest}` };
}

/** The same, passing these values beside the required one. */
export function notePassing(values: string) {
  return noteTrigger(`with: { user: '{{requester.id}}', ${values} }\n`);
}
