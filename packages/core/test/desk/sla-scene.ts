import type { JsonObject } from '@deskbook/policies';
import type { JournalEntry, Store } from '../../src/index.ts';
import { type SceneOptions, message, openScene } from './scene.ts';

/** An SLA over priorities, with what a test adds to it. Clock time day and night unless a target says otherwise. */
export const sla = (
  rest = '',
  targets = 'CRITICAL: { response: 15m, resolution: 4h }, HIGH: {}, MEDIUM: {}, LOW: {}',
): string => `
kind: sla
id: incident
rank: 10
by: ticket.priority
targets: { ${targets} }
warn_at: [75%]
${rest}
`;

/** A trigger on warnings or breaches that has somebody look. */
export const onClock = (id: string, event: string, rest = ''): string => `
kind: trigger
id: ${id}
event: ${event}
start: note
with: { ticket: '{{ticket.id}}', clock: '{{sla.clock}}', share: '{{sla.share}}' }
${rest}
`;

const FILES = {
  'note.yaml': `
kind: workflow
id: note
input: { ticket: { type: ticket, optional: true }, clock: { type: text, optional: true }, share: { type: integer, optional: true } }
acts: { as: robot }
steps:
  - { id: note, do: printer.restart, with: { printer: '{{input.clock}} at {{input.share}}' } }
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
ticket:
  id: /ticket/id
  summary: /ticket/summary
  requester: { person: { shop: /ticket/from } }
  created_at: { time: /ticket/born }
  priority: { from: /ticket/priority, map: { top: CRITICAL, second: HIGH, some: MEDIUM, low: LOW } }
  state: { from: /ticket/state, map: { open: open, asked: waiting_on_requester, done: resolved } }
comment: { id: /comment/id, text: /comment/text }
changes: compare
`,
};

/** A desk with SLAs. */
export function openSlaScene(scene: SceneOptions = {}) {
  const files: { [path: string]: string } = { ...FILES, ...scene.files };
  return openScene({ now: '2026-03-27T14:00:00.000Z', ...scene, files });
}

/** What the shop tells of a ticket at a minute after two o'clock, or at an instant. */
export const shop = (what: string, at: string, ticket: JsonObject = {}, rest: JsonObject = {}) =>
  message({
    id: `${what}-${at}-${typeof ticket['id'] === 'string' ? ticket['id'] : 'T-1'}`,
    what,
    at: at.includes('T') ? at : `2026-03-27T${at}:00Z`,
    ...rest,
    ticket: { id: 'T-1', summary: 'Paper jam', state: 'open', priority: 'top', from: 'l1', ...ticket },
  });

/** Lets time pass until something happens in the shop, and tells the desk. */
export async function happens(
  { desk, clock }: Pick<Awaited<ReturnType<typeof openSlaScene>>, 'desk' | 'clock'>,
  ...[what, at, ticket, rest]: Parameters<typeof shop>
): Promise<void> {
  clock.set(at.includes('T') ? at : `2026-03-27T${at}:00Z`);
  await desk.receive(shop(what, at, ticket, rest));
}

/** What the desk itself told about a ticket, in order. */
export function toldOf(store: Store, ticket = 'T-1'): readonly JsonObject[] {
  return store.entries(`ticket:${ticket}`).flatMap(({ at, body }: JournalEntry) => {
    const event = body['event'] as {
      readonly type: string;
      readonly source: string;
      readonly time: string;
      readonly data: { readonly facts: { readonly sla: JsonObject } };
    };
    if (event.source !== 'deskbook:desk') return [];
    const { clock, share, late, id } = event.data.facts.sla;
    return [
      {
        type: event.type,
        sla: id ?? null,
        clock: clock ?? null,
        share: share ?? null,
        late: late ?? null,
        time: event.time,
        at,
      },
    ];
  });
}
