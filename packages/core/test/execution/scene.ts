import type { AccessPolicy, ApprovalDefinition, Condition, Decision, JsonObject, Rule } from '@deskbook/policies';
import type {
  ActionContract,
  Bundle,
  FixtureAnswer,
  Fixtures,
  Node,
  Service,
  Tree,
  Workflow,
} from '@deskbook/dsl/bundle';
import type { Store } from '../../src/journal/store.ts';
import { memoryStore } from '../../src/journal/memory-store.ts';
import type { Entry } from '../../src/kernel/index.ts';
import { executorByTurns, type ByTurns } from './by-turns.ts';
import { openExecutor } from '../../src/execution/index.ts';
import type { ExecutionHost, Executor, RunStart } from '../../src/execution/index.ts';
import { fixturePorts, virtualClock } from '../../src/testing/index.ts';
import type { FixturePorts, VirtualClock } from '../../src/testing/index.ts';
import { action, field, workflow } from '../kernel/build.ts';

/** A condition: one fact compared with a value. */
export function is(fact: string, value: unknown, operator: 'equals' | 'is_not' | 'in' | 'has' = 'equals'): Condition {
  return { kind: 'compare', fact, operator, operand: { value: value as never }, reference: `test#/${fact}` };
}

/** A rule that sets a decision; without a condition it takes every other case. */
export function rule(id: string, when: Condition | null, decision: string): Rule {
  // oxlint-disable-next-line unicorn/no-thenable -- what a rule sets is called so
  return { id, when, then: { decision }, reference: `d#/${id}`, cites: [] };
}

export const path = (name: string) => ({ kind: 'path', path: name }) as const;
export const literal = (value: string | number) => ({ kind: 'literal', value }) as const;

export const mail = action('mail.send', {
  port: 'mail',
  output: { message: field() },
  input: {
    template: field('text', { optional: true }),
    values: field('json', { optional: true }),
    subject: field('text', { optional: true }),
    body: field('text', { optional: true }),
    to: field('person', { list: true, optional: true }),
  },
});

/** Everybody may have everything done, the desk may do it. */
export const openAccess: AccessPolicy = {
  roles: [
    role('robot', [{ kind: 'given' }]),
    role('agents', [{ kind: 'group', group: 'G-agents' }]),
    role('seniors', [{ kind: 'people', people: ['sam'] }]),
    role('owners', [{ kind: 'people', people: ['omar'] }]),
    role('managers', [{ kind: 'fact', fact: 'requester.manager' }]),
    role('chiefs', [{ kind: 'schedule', schedule: 'chiefs' }]),
  ],
  grants: [
    { id: 'desk', role: 'robot', allow: ['*'], ask: [], when: null, reference: 'access#/desk', cites: [] },
    { id: 'all', role: 'anyone', allow: [], ask: ['*'], when: null, reference: 'access#/all', cites: [] },
  ],
  denials: [],
  separation: [],
};

export function role(id: string, from: AccessPolicy['roles'][number]['from'], includes: readonly string[] = []) {
  return { id, from, includes, reference: `access#/${id}` };
}

export interface BundleParts {
  readonly workflows?: readonly Workflow[];
  readonly nodes?: readonly Node[];
  readonly workflow?: Partial<Workflow>;
  readonly actions?: readonly ActionContract[];
  readonly decisions?: readonly Decision[];
  readonly approvals?: readonly ApprovalDefinition[];
  readonly services?: readonly Service[];
  readonly trees?: readonly Tree[];
  readonly access?: Partial<AccessPolicy>;
  readonly change?: Partial<Bundle>;
}

export function bundle(parts: BundleParts): Bundle {
  const byId = <Of extends { readonly id: string }>(all: readonly Of[] = []) =>
    Object.fromEntries(all.map((one) => [one.id, one]));
  return {
    format: 1,
    id: 'test',
    version: '1',
    language: 1,
    title: { en: 'Test' },
    languages: ['en'],
    zone: 'UTC',
    calendar: null,
    calendars: {},
    slas: {},
    owner: 'agents',
    robot: { role: 'robot', knownAs: {} },
    values: {},
    secrets: [],
    facts: {
      records: { ticket: {}, person: {}, asset: {}, request: {} },
      roots: {
        ticket: { type: 'ticket' },
        requester: { type: 'person', from: 'ticket.requester' },
        manager: { type: 'person', from: 'requester.manager' },
        asset: { type: 'asset', from: 'ticket.asset' },
        request: { type: 'request' },
      },
      derived: {},
    },
    sources: {},
    actions: byId([mail, ...(parts.actions ?? [])]),
    decisions: byId(parts.decisions),
    policies: {},
    triggers: [],
    access: { ...openAccess, ...parts.access },
    approvals: byId(parts.approvals),
    workflows: byId(parts.workflows ?? [workflow(parts.nodes ?? [], parts.workflow)]),
    trees: byId(parts.trees),
    services: byId(parts.services),
    agents: {},
    intents: {},
    templates: {},
    hash: 'h1',
    origins: {},
    ...parts.change,
  };
}

function person(id: string, groups: readonly string[], properties: JsonObject = {}) {
  return { id, groups, accounts: { email: `${id}@acme.example` }, properties: { name: id, ...properties } };
}

export const fixtures: Fixtures = {
  id: 'people',
  people: {
    lena: person('lena', ['G-staff'], { manager: 'mia', employment: 'employee' }),
    omar: person('omar', ['G-staff'], { deputy: 'dora', manager: 'mia' }),
    mia: person('mia', ['G-staff'], { manager: 'carl' }),
    dora: person('dora', ['G-staff']),
    sam: person('sam', ['G-staff']),
    carl: person('carl', ['G-staff']),
    anna: person('anna', ['G-desk']),
    ben: person('ben', ['G-agents']),
  },
  groups: { 'G-desk': ['G-agents'], 'G-agents': ['G-desk', 'G-all'], 'G-staff': ['G-all'] },
  schedules: { chiefs: ['carl'] },
  absences: [],
  monitoring: {},
  assets: { 'LT-1': { owner: 'lena', os: 'macos' }, 'LT-2': { owner: 'omar', os: 'windows' } },
  tickets: {},
  articles: [],
  pastTickets: [],
  secrets: {},
  actions: {},
};

/** A process over a store: an executor with ports from fixtures. Another one over the same store is what comes after a crash. */
export interface Scene {
  readonly bundle: Bundle;
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly ports: FixturePorts;
  readonly host: ExecutionHost;
  readonly executor: Executor;
  readonly start: (change?: Partial<RunStart>) => Promise<string>;
  readonly entries: (run: string) => readonly Entry[];
  readonly types: (run: string) => readonly string[];
  readonly end: (run: string) => string | null | undefined;
  /** Actions performed, in order. */
  readonly did: () => readonly string[];
  /** Moves the clock from due instant to due instant until nothing is due any more or the run has ended. */
  readonly elapse: (run: string, atMost?: number) => Promise<void>;
}

export interface SceneOptions extends BundleParts {
  readonly store?: Store;
  readonly clock?: VirtualClock;
  readonly ports?: FixturePorts;
  readonly fixtures?: Partial<Fixtures>;
  readonly mocks?: { readonly [action: string]: readonly FixtureAnswer[] };
  readonly host?: Partial<ExecutionHost>;
  readonly newest?: Bundle;
  /** Its runs go on in turns, each in a process of its own. */
  readonly byTurns?: ByTurns;
}

export const done = (output: JsonObject = {}): FixtureAnswer => ({ when: null, output, error: null });
export const fails = (error: string): FixtureAnswer => ({ when: null, output: null, error });

export function scene(options: SceneOptions): Scene {
  const own = bundle(options);
  const clock = options.clock ?? virtualClock('2026-03-02T08:00:00.000Z');
  const world = { ...fixtures, ...options.fixtures };
  const ports = options.ports ?? fixturePorts(world, { bundle: own, clock, mocks: options.mocks ?? {} });
  const store = options.store ?? memoryStore();
  const host: ExecutionHost = {
    store,
    clock,
    perform: ports.perform,
    directory: ports.directory,
    assets: ports.assets,
    bundle: () => options.newest ?? own,
    bundleOf: (hash) => (hash === own.hash ? own : null),
    ...options.host,
  };
  const executor = options.byTurns === undefined ? openExecutor(host) : executorByTurns(host, options.byTurns);
  const entries = (run: string) => store.entries(`run:${run}`).map(({ body }) => body as unknown as Entry);
  return {
    bundle: own,
    store,
    clock,
    ports,
    host,
    executor,
    entries,
    start: (change = {}) => start({ bundle: own, store, executor }, change),
    types: (run) => entries(run).map(({ type }) => type),
    end: (run) => store.run(run)?.end,
    did: () => ports.calls.map(({ action: name }) => name),
    elapse: async (run, atMost = 50) => {
      for (let times = 0; times < atMost && store.run(run)?.status !== 'ended'; times += 1) {
        const due = executor.nextDue();
        if (due === null) return;
        clock.set(due);
        await executor.settle();
      }
    },
  };
}

async function start(scene: Pick<Scene, 'bundle' | 'store' | 'executor'>, change: Partial<RunStart>): Promise<string> {
  const draft = scene.executor.draftStart({
    bundle: scene.bundle,
    workflow: 'test',
    input: {},
    facts: { ticket: { id: 'T-1', requester: 'lena', asset: 'LT-1', state: 'new' } },
    requester: 'lena',
    cause: { kind: 'person', person: 'lena', how: 'start', key: 'k' },
    ...change,
  });
  if (draft === null) throw new Error('no such workflow');
  const result = await scene.store.commit(draft.commit);
  if (!result.ok) throw new Error(`not started: ${result.reason}`);
  scene.executor.touch(draft.run);
  await scene.executor.settle();
  return draft.run;
}
