import { check } from '@deskbook/dsl/check';
import type { Bundle } from '@deskbook/dsl/bundle';
import { parse } from '@deskbook/dsl/syntax';
import { randomFrom, type Random } from '../random.ts';
import { FIXED } from './fixed-definitions.ts';
import { type Definition, randomActions } from './random-actions.ts';
import { randomApprovals } from './random-approvals.ts';
import { endsOf, randomSteps, type Step } from './random-steps.ts';

/** How many lives are led over one bundle before another is made: making and compiling one costs more than a life. */
export const LIVES_PER_BUNDLE = 64;

const WORKFLOWS = ['flow-0', 'flow-1', 'flow-2'] as const;

/** How many bundles are kept, for those who come back to one. */
const KEPT = 8;
const kept = new Map<number, Bundle>();

/** The bundle of that number: at random, and as the linter lets it through. Always the same. */
export function randomBundle(number: number): Bundle {
  const known = kept.get(number);
  if (known !== undefined) return known;
  const bundle = makeBundle(number);
  if (kept.size >= KEPT) kept.clear();
  kept.set(number, bundle);
  return bundle;
}

/** Draws until the linter has nothing against it: what may not be written may not be simulated either. */
function makeBundle(number: number): Bundle {
  const said: string[] = [];
  for (let draw = 0; draw < 400; draw += 1) {
    const { bundle, diagnostics } = check(parse(filesOf(randomFrom(`bundle ${number}.${draw}`))));
    if (bundle !== null) return bundle;
    said.push(
      ...diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`),
    );
  }
  throw new Error(`no bundle ${number} passes the linter:\n${[...new Set(said)].slice(0, 20).join('\n')}`);
}

/** The files of a bundle. Definitions are written as JSON, which is YAML. */
export function filesOf(random: Random): readonly { readonly path: string; readonly text: string }[] {
  const fixed = Object.entries(FIXED).map(([path, text]) => ({ path, text: text.trimStart() }));
  const made = definitions(random).map((definition) => ({
    path: `${definition.kind}-${definition.id}.yaml`,
    text: JSON.stringify(definition, null, 1),
  }));
  return [...fixed, ...made];
}

function definitions(random: Random): readonly Definition[] {
  const actions = randomActions(random.fork('actions'));
  const approvals = randomApprovals(random.fork('approvals'));
  const words = { reads: actions.reads, writes: actions.writes, approvals: approvals.map(({ id }) => id) };
  return [
    ...actions.definitions,
    ...approvals,
    ...workflows(random, words),
    ...WORKFLOWS.map((start, index) => trigger(random.fork(`trigger ${index}`), `trigger-${index}`, start)),
    verdict(random.fork('verdict')),
    access(random.fork('access'), actions.definitions),
    service(random.fork('service'), words.writes),
  ];
}

type Words = Parameters<typeof randomSteps>[1];

/** From the last to the first: each may run those after it as parts. */
function workflows(random: Random, words: Omit<Words, 'parts'>): readonly Definition[] {
  let parts: Words['parts'] = [];
  return WORKFLOWS.toReversed().map((id) => {
    const steps = randomSteps(random.fork(`${id} steps`), { ...words, parts });
    const last = lastSteps(random.fork(`${id} last`), words);
    parts = [...parts, { id, ends: endsOf(steps) }];
    return { ...workflow(random.fork(id), id, steps), ...last };
  });
}

/** What is done however a run ends: looks and tells, since it is done of a request that was denied as well. */
function lastSteps(random: Random, { reads }: Pick<Words, 'reads'>): object {
  if (random.chance(0.4)) return {};
  const look = { id: 'last-look', do: random.pick(reads), with: { what: '{{run.end}}' } };
  const tell = { id: 'last-tell', needs: random.pick([[], ['last-look']]), do: 'helpdesk.transition', with: { ticket: '{{ticket.id}}', state: 'open' } }; // prettier-ignore
  return {
    finally: random.pick([[look], [look, tell]]),
    ...(random.chance(0.5) && { priority: { by: 'ticket.floor', order: [3, 2, 1] } }),
  };
}

function workflow(random: Random, id: string, steps: readonly Step[]): Definition {
  return {
    kind: 'workflow',
    id,
    title: id,
    owner: 'agents',
    input: { ticket: 'ticket' },
    acts: { as: 'robot', ...(random.chance(0.7) && { for: 'requester' }) },
    ...(random.chance(0.5) && { one_run: { per: random.pick(['{{ticket.id}}', '{{ticket.requester}}']), else: random.pick(['join', 'queue', 'reject', 'replace']) } }), // prettier-ignore
    steps,
    ...(random.chance(0.5) && { cancel_when: { changed: { 'ticket.state': { to: 'cancelled' } } } }),
    ...(random.chance(0.5) && { undo_window: random.pick(['1h', '2d']) }),
    ...(random.chance(0.3) && { undo_failed: { task: { role: 'chiefs', title: 'Take it back by hand' } } }),
    ends: Object.fromEntries(['done', 'early'].map((end) => [end, { title: end }])),
  };
}

function trigger(random: Random, id: string, start: string): Definition {
  const onUpdate = random.chance(0.3);
  return {
    kind: 'trigger',
    id,
    event: onUpdate ? 'ticket.updated' : 'ticket.created',
    ...(onUpdate && { changed: random.pick(['ticket.floor', { 'ticket.state': { to: 'resolved' } }]) }),
    ...(!onUpdate && random.chance(0.7) && { when: random.pick([{ 'ticket.floor': { gte: 2 } }, { 'requester.employment': 'employee' }, { 'ticket.kind': { in: ['plain', 'asked'] } }]) }), // prettier-ignore
    start,
    with: { ticket: '{{ticket.id}}' },
    ...(random.chance(0.3) && { throttle: { per: '{{ticket.requester}}', at_most: 1 + random.below(2), in: '1h', else: random.pick(['drop', 'queue', 'hold']) } }), // prettier-ignore
    ...(random.chance(0.3) && { own_events: random.pick(['allow', { hops: 1 }]) }),
  };
}

/** A rule, and what it decides. */
// oxlint-disable-next-line unicorn/no-thenable -- what a rule sets is called so
const rule = (id: string, when: object, decided: object): object => ({ id, ...when, then: decided });

/** The gate of a request. Some desks let everything through. */
function verdict(random: Random): Definition {
  const strict = random.chance(0.7);
  const approval = 'approval-0';
  const rules = [
    rule('refused', { when: { 'ticket.kind': 'refused' } }, { decision: 'DENIED' }),
    rule('asked', { when: { 'ticket.kind': 'asked' } }, { decision: 'REQUIRES_APPROVAL', approval }),
  ];
  return {
    kind: 'decision',
    id: 'verdict',
    hit: 'first',
    sets: { decision: 'decision', approval: { type: 'approval', optional: true } },
    rules: [...(strict ? rules : []), rule('rest', { otherwise: true }, { decision: 'ALLOWED' })],
  };
}

function access(random: Random, actions: readonly Definition[]): Definition {
  const does = actions.map(({ id }) => id);
  return {
    kind: 'access',
    id: 'simulated',
    roles: {
      robot: { title: 'The desk' },
      staff: { from: { group: 'staff' } },
      agents: { from: { group: 'agents' } },
      bosses: { from: random.pick([{ people: ['omar', 'mia'] }, { group: 'bosses' }]) },
      chiefs: { from: random.pick([{ schedule: 'chiefs' }, { fact: 'requester.manager' }]) },
    },
    grants: [
      { id: 'robot', role: 'robot', allow: [...does, 'mail.send', 'helpdesk.*'] },
      { id: 'staff', role: 'staff', ask: ['write.*', 'read.*', 'mail.send', 'helpdesk.*', 'start:*'] },
      { id: 'agents', role: 'agents', allow: ['cancel:*', 'pause:*', 'undo:*', 'assign:*', 'reassign:*'] },
    ],
    denials: random.chance(0.3)
      ? [{ id: 'no-interns', role: 'staff', deny: ['write.0'], when: { 'subject.employment': 'intern' } }]
      : [],
    separation: random.chance(0.4) ? [{ id: 'apart', apart: ['request', 'approve'], within: 'run' }] : [],
  };
}

function service(random: Random, writes: readonly string[]): Definition {
  return {
    kind: 'service',
    id: 'help-yourself',
    title: 'Help yourself',
    form: { ticket: { type: 'ticket' } },
    ...(random.chance(0.5) && { eligible: { 'requester.employment': 'employee' } }),
    limits: [{ per: 'requester', at_most: 1, in: '2h' }, { at_once: 1 + random.below(2) }],
    start: random.pick(WORKFLOWS),
    with: { ticket: '{{form.ticket}}' },
    may_touch: { actions: [...writes, 'helpdesk.transition', 'read.0'], at_most: 1 + random.below(3) },
  };
}
