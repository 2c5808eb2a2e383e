import { check } from '@deskbook/dsl/check';
import type { Bundle, Fixtures } from '@deskbook/dsl/bundle';
import { parse } from '@deskbook/dsl/syntax';
import { joinFixtures } from '@deskbook/core/testing';

/** A desk with one long job: side by side, waiting, in parts, with an approval, with an effect that must not be repeated, and a slow one. */
const FILES: { readonly [path: string]: string } = {
  'bundle.yaml': `
kind: bundle
id: jobs
title: Jobs
version: 1.0.0
language: 1
settings: { languages: [en], owner: office }
robot: { role: robot, known_as: {} }
`,
  'facts.yaml': `
kind: facts
id: jobs
base: itil/1
`,
  'actions.yaml': ['prepare', 'note', 'tag', 'finish', 'take_back']
    .map(
      (name) => `
kind: action
id: job.${name}
title: ${name}
port: actions
input: { job: text, part: { type: text, optional: true } }
output: {}
effect: write
undo: ${name === 'prepare' ? `{ do: job.take_back, with: { job: '{{input.job}}' }, exact: true }` : 'none'}
idempotent: by_key
retry: { errors: [unavailable], attempts: 8, backoff: 1s, max: 2s }
errors: [unavailable]
`,
    )
    .join('---'),
  'charge.yaml': `
kind: action
id: job.was_charged
title: Whether it was charged
port: actions
input: { job: text }
output: { charged: yes_no }
effect: read
idempotent: always
---
kind: action
id: job.charge
title: Charge it
port: actions
input: { job: text }
output: {}
effect: write
undo: none
idempotent: never
check: { do: job.was_charged, with: { job: '{{input.job}}' }, field: charged }
retry: { errors: [unavailable], attempts: 8, backoff: 1s, max: 2s }
errors: [unavailable]
`,
  'access.yaml': `
kind: access
id: jobs
roles:
  robot: { title: The desk }
  employee: { from: { group: everybody } }
  chief: { title: Chief, from: { people: [carla] } }
  office: { title: Office, from: { people: [otto] } }
grants:
  - { id: robot-works, role: robot, allow: ['job.*', mail.send] }
  - { id: people-ask, role: employee, ask: ['job.*', mail.send, 'start:*'], allow: ['cancel:*', 'pause:*'] }
`,
  'approval.yaml': `
kind: approval
id: charge
question: { en: 'May it be charged?' }
seats: [{ role: chief }]
need: all
`,
  'job.yaml': `
kind: workflow
id: job
title: A job
input: { job: text, parts: { type: text, list: true, default: [a, b] } }
acts: { as: robot, for: requester }
steps:
  - { id: prepare, title: Prepare it, do: job.prepare, with: { job: '{{input.job}}' } }
  - { id: note, title: Note it, needs: [], do: job.note, with: { job: '{{input.job}}' } }
  - { id: pause, title: Let it settle, needs: [prepare], wait: { for: 1s } }
  - id: parts
    title: Tag its parts
    needs: [prepare]
    each: { in: '{{input.parts}}', as: part, at_once: 2 }
    outcomes: { some_failed: hold, all_failed: hold }
    steps:
      - { id: tag, title: Tag one, do: job.tag, with: { job: '{{input.job}}', part: '{{part}}' } }
  - { id: ask, title: Ask the chief, needs: [pause, parts], approve: charge, outcomes: { rejected: { undo: all, end: rejected } } }
  - { id: charge, title: Charge it, needs: [ask], do: job.charge, with: { job: '{{input.job}}' } }
  - { id: finish, title: Finish it, needs: [charge, note], do: job.finish, with: { job: '{{input.job}}' } }
ends: { done: { title: Done }, rejected: { title: Rejected } }
`,
  'short.yaml': `
kind: workflow
id: short
title: Steps and nothing else
input: { job: text }
acts: { as: robot, for: requester }
steps:
${Array.from({ length: 10 }, (_, n) => `  - { id: s${n}, title: Step ${n}, do: job.note, with: { job: '{{input.job}}' } }`).join('\n')}
ends: { done: { title: Done } }
`,
  'watched.yaml': `
kind: workflow
id: watched
title: A slow effect beside work for somebody
input: { job: text }
acts: { as: robot, for: requester }
steps:
  - { id: slow, title: Take long, needs: [], do: job.prepare, with: { job: '{{input.job}}' } }
  - { id: look, title: Look at it, needs: [], task: Look at it, by: { actor: it_agent, role: office }, outcomes: { declined: continue, timed_out: continue } }
  - { id: after, title: Note that, needs: [look], do: job.note, with: { job: '{{input.job}}' } }
ends: { done: { title: Done } }
`,
  'news.yaml': `
kind: workflow
id: news
title: Wait for news of a ticket
input: { job: text, about: ticket }
acts: { as: robot, for: requester }
steps:
  - { id: wait, title: Wait for news, wait: { event: ticket.updated, match: { ticket.id: '{{input.about}}' }, since: run } }
  - { id: after, title: Note that, do: job.note, with: { job: '{{input.job}}' } }
ends: { done: { title: Done } }
`,
  'alone.yaml': `
kind: workflow
id: alone
title: One at a time
input: { job: text }
acts: { as: robot, for: requester }
one_run: { per: '{{requester.id}}', else: queue }
steps:
  - { id: note, title: Note it, do: job.note, with: { job: '{{input.job}}' } }
ends: { done: { title: Done } }
`,
  'fixtures.yaml': `
kind: fixtures
id: people
people:
  lena: { name: Lena, groups: [everybody] }
  carla: { name: Carla, groups: [everybody] }
  otto: { name: Otto, groups: [everybody] }
actions:
${['prepare', 'note', 'tag', 'finish', 'take_back', 'charge'].map((name) => `  job.${name}: [{ output: {} }]`).join('\n')}
  job.was_charged: [{ output: { charged: false } }]
  mail.send: [{ output: { message: m } }]
`,
};

/** The bundle, checked, and the people of it. */
export function jobBundle(): { readonly bundle: Bundle; readonly fixtures: Fixtures } {
  const texts = Object.entries(FILES).map(([path, text]) => ({ path, text: text.trimStart() }));
  const { bundle, diagnostics, fixtures } = check(parse(texts));
  if (bundle === null) {
    throw new Error(diagnostics.map(({ code, message, span }) => `${code} ${span.file}: ${message}`).join('\n'));
  }
  return { bundle, fixtures: joinFixtures(Object.values(fixtures)) };
}
