import { check } from '@deskbook/dsl/check';
import type { Bundle } from '@deskbook/dsl/bundle';
import { parse } from '@deskbook/dsl/syntax';
import type { JsonObject } from '@deskbook/policies';
import { type Desk, type DeskOptions, type RawEvent, type Store, memoryStore, openDesk } from '../../src/index.ts';
import { fixturePorts, joinFixtures, virtualClock } from '../../src/testing/index.ts';

/** A bundle of a few files: a team that looks after printers. */
const FILES: { readonly [path: string]: string } = {
  'bundle.yaml': `
kind: bundle
id: printers
title: Printers
version: 1.0.0
language: 1
settings: { languages: [en], owner: support }
robot: { role: robot, known_as: { shop: robot-account } }
secrets: [shop]
warnings:
  unverified-source: it is verified
`,
  'facts.yaml': `
kind: facts
id: printers
base: itil/1
ticket:
  floor: { type: integer, optional: true }
  noise: { one_of: [quiet, loud], optional: true }
`,
  'actions.yaml': `
kind: action
id: printer.restart
title: Restart a printer
port: printers
input: { printer: text }
output: {}
effect: write
undo: none
idempotent: by_key
`,
  'noise.yaml': `
kind: decision
id: noise
hit: first
sets: [ticket.noise]
rules:
  - { id: top, when: { ticket.floor: { gte: 3 } }, then: { ticket.noise: loud } }
  - { id: rest, otherwise: true, then: { ticket.noise: quiet } }
`,
  'request.yaml': `
kind: decision
id: printer-request
hit: first
sets: { decision: decision }
rules:
  - { id: interns, when: { requester.employment: intern }, then: { decision: DENIED } }
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`,
  'access.yaml': `
kind: access
id: printers
roles:
  robot: { title: The desk }
  employee: { from: { group: everybody } }
  support: { from: { group: support } }
grants:
  - { id: robot-restarts, role: robot, allow: [printer.restart] }
  - { id: people-ask, role: employee, ask: [printer.restart, 'start:*'] }
  - { id: support-cancel, role: support, allow: ['cancel:*', 'undo:*', printer.restart] }
`,
  'restart.yaml': `
kind: workflow
id: restart
title: Restart a printer
input: { ticket: { type: ticket, optional: true }, printer: { type: text, default: main } }
acts: { as: robot, for: requester }
steps:
  - { id: restart, title: Restart it, do: printer.restart, with: { printer: '{{input.printer}}' } }
ends: { done: { title: Restarted } }
`,
  'watch.yaml': `
kind: workflow
id: watch
title: Watch a printer
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot }
one_run: { per: '{{ticket.id}}', else: ONE_RUN }
steps:
  - { id: look, title: Look at it, task: Look at the printer, by: { actor: it_agent, role: support }, outcomes: { declined: continue, timed_out: continue } }
ends: { done: { title: Watched } }
`,
  'source.yaml': `
kind: source
id: shop
verify: { scheme: token, header: X-Token, secret: shop }
event: { id: /id, time: { time: /at }, actor: { person: { shop: /by } } }
emits:
  - { event: ticket.created, when: { /what: created } }
  - { event: ticket.updated, when: { /what: { in: [updated, both] } } }
  - { event: ticket.commented, when: { /what: { in: [commented, both] } } }
ignore: { /what: ping }
ticket:
  id: /ticket/id
  summary: /ticket/summary
  floor: /ticket/floor
  requester: { person: { shop: /ticket/from } }
  state: { from: /ticket/state, map: { open: open, done: resolved } }
comment: { id: /comment/id, text: /comment/text }
changes: compare
`,
  'fixtures.yaml': `
kind: fixtures
id: people
people:
  lena: { name: Lena, employment: employee, groups: [everybody], accounts: { shop: l1 } }
  ivy: { name: Ivy, employment: intern, groups: [everybody], accounts: { shop: i1 } }
  sam: { name: Sam, employment: employee, groups: [everybody, support], accounts: { shop: s1 } }
secrets: { shop: s3cret }
actions:
  printer.restart: [{ output: {} }]
`,
};

/** A trigger on new tickets that restarts, unless said otherwise. */
export const trigger = (id: string, rest: string): string => `
kind: trigger
id: ${id}
event: ticket.created
start: restart
with: { ticket: '{{ticket.id}}' }
${rest}
`;

export interface SceneOptions {
  /** Further files, or others in place of those above. */
  readonly files?: { readonly [path: string]: string };
  readonly oneRun?: 'join' | 'queue' | 'reject' | 'replace';
  readonly store?: Store;
  readonly now?: string;
  readonly options?: Partial<DeskOptions>;
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** The bundle, checked. Errors are told, so that a test that does not compile says why. */
export function sceneBundle({ files = {}, oneRun = 'join' }: SceneOptions = {}) {
  const all = { ...FILES, ...files };
  const texts = Object.entries(all).map(([path, text]) => ({
    path,
    text: text.replace('ONE_RUN', oneRun).trimStart(),
  }));
  const checked = check(parse(texts));
  if (checked.bundle === null) {
    throw new Error(
      checked.diagnostics.map(({ code, message, span }) => `${code} ${span.file}: ${message}`).join('\n'),
    );
  }
  return { bundle: checked.bundle satisfies Bundle, fixtures: checked.fixtures };
}

/** An open desk over that bundle, with fixtures in place of the world. */
export async function openScene(scene: SceneOptions = {}) {
  const { bundle, fixtures } = sceneBundle(scene);
  const clock = virtualClock(scene.now ?? '2026-03-27T14:00:00.000Z');
  const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle });
  const store = scene.store ?? memoryStore();
  const told: { readonly run: string; readonly type: string }[] = [];
  const desk: Desk = await openDesk({
    ...ports,
    clock,
    store,
    bundle,
    onEntry: (run, { type }) => void told.push({ run, type }),
    ...scene.options,
  });
  return { desk, store, clock, ports, bundle, told };
}

/** A message of the shop. */
export const message = (payload: JsonObject, headers: RawEvent['headers'] = { 'x-token': 's3cret' }): RawEvent => ({
  source: 'shop',
  headers,
  body: JSON.stringify({ id: 'e1', at: '2026-03-27T13:59:00Z', what: 'created', by: 'l1', ...payload }),
});

/** A message about a ticket, with a number in its id. */
export const created = (number: number, rest: JsonObject = {}, ticket: JsonObject = {}): RawEvent =>
  message({
    id: `e${number}`,
    ticket: { id: `T-${number}`, summary: 'Paper jam', state: 'open', floor: 1, from: 'l1', ...ticket },
    ...rest,
  });
