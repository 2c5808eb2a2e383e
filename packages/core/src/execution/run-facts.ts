import type { FactPath, Json, JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { gatherFacts, type Gathered } from '../facts/gather-facts.ts';
import { isRecord } from '../facts/is-record.ts';
import { clockOfTicket } from '../service-levels/clock-of-ticket.ts';
import { recordedRoots } from '../facts/ticket-record.ts';
import type { RunState } from '../kernel/run-state.ts';
import type { ExecutionHost } from './host.ts';

const recordTypes = new Set(['person', 'asset', 'ticket']);

/** The facts of a run at this moment: what it began with, read anew, and what it has come to. `extra` are roots of the occasion. */
export async function runFacts(
  host: ExecutionHost,
  bundle: Bundle,
  state: RunState,
  needs: readonly FactPath[],
  extra: JsonObject = {},
): Promise<Gathered> {
  return gatherFacts({
    bundle,
    needs,
    base: { ...rootsOf(host, bundle, state), ...extra },
    ports: host,
    now: host.clock.now(),
  });
}

/** What can be read in a run besides the directory. People, assets and tickets stand as ids, to be read when they are needed. */
function rootsOf(host: ExecutionHost, bundle: Bundle, state: RunState): JsonObject {
  const roots: { [root: string]: Json } = {};
  for (const [root, value] of Object.entries(state.facts)) {
    const fresh = startRoot(host, bundle, state, root, value);
    if (fresh !== undefined) roots[root] = fresh;
  }
  Object.assign(roots, inputRoots(bundle, state));
  if (state.requester !== null) roots['requester'] = state.requester;
  Object.assign(roots, recordedBeside(host, roots['ticket']));
  return {
    ...roots,
    input: state.input,
    values: { ...bundle.values, ...host.values },
    steps: stepsOf(state),
    run: runRoot(state),
  };
}

/** A root as the run began with it. What is found through another root is found anew, and what has an id is read anew. */
function startRoot(host: ExecutionHost, bundle: Bundle, state: RunState, root: string, value: Json): Json | undefined {
  const declared = Object.hasOwn(bundle.facts.roots, root) ? bundle.facts.roots[root] : undefined;
  if (declared?.type === 'sla' && isRecord(value)) return slaRoot(state, value);
  if (declared === undefined || !isRecord(value) || !recordTypes.has(declared.type)) return value;
  const through = declared.from?.split('.', 1)[0];
  if (through !== undefined && Object.hasOwn(state.facts, through)) return undefined;
  const { id } = value;
  if (typeof id !== 'string' || (declared.type === 'ticket' && host.store.ticket(id) === null)) return value;
  return id;
}

/** A run that a clock started is about that clock, as it stands now. */
function slaRoot(state: RunState, { clock }: JsonObject): Json | undefined {
  const ticket = ticketOf(state);
  return ticket === null || typeof clock !== 'string' ? undefined : clockOfTicket(ticket, clock);
}

/** Inputs that name a person, an asset or a ticket under the name of a root are that root. */
function inputRoots(bundle: Bundle, state: RunState): JsonObject {
  const [workflow = ''] = state.workflow.split('/', 1);
  const fields = Object.entries(bundle.workflows[workflow]?.input ?? {});
  return Object.fromEntries(
    fields.flatMap(([name, field]) => {
      const value = Object.hasOwn(state.input, name) ? state.input[name] : undefined;
      const isRoot = Object.hasOwn(bundle.facts.roots, name) && recordTypes.has(field.type);
      return isRoot && typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}

/** What was last told together with the ticket: the request as it stands now. */
function recordedBeside(host: ExecutionHost, ticket: Json | undefined): JsonObject {
  const recorded = typeof ticket === 'string' ? host.store.ticket(ticket) : null;
  if (recorded === null) return {};
  const { request } = recordedRoots(recorded.facts);
  return request === undefined ? {} : { request };
}

/** What `steps.<id>.…` reads: what the run's own steps gave and was not taken back, and for an item of an `each` also what its parent's had. */
export function stepsOf({ facts, nodes }: Pick<RunState, 'facts' | 'nodes'>): JsonObject {
  const known = knownSteps.get(nodes);
  if (known?.facts === facts) return known.steps;
  const outer = isRecord(facts['steps']) ? facts['steps'] : {};
  const steps: { [id: string]: Json } = { ...outer };
  for (const [id, { outcome, output, status }] of Object.entries(nodes)) {
    if (outcome !== null && status !== 'undone') steps[id] = output;
  }
  knownSteps.set(nodes, { facts, steps });
  return steps;
}

/** What steps gave, by where they stand: states are never written to, and facts are gathered several times over each. */
const knownSteps = new WeakMap<RunState['nodes'], { readonly facts: JsonObject; readonly steps: JsonObject }>();

/** The run itself, as the facts `run`. */
export function runRoot(state: RunState): JsonObject {
  const { reason } = state.input;
  return {
    id: state.run,
    workflow: state.workflow,
    ticket: ticketOf(state),
    requester: state.requester,
    service: state.confine?.service ?? null,
    established: state.established,
    reason: typeof reason === 'string' ? reason : null,
    started_at: state.startedAt,
    ...(state.finishing ? { end: state.finishing.end } : {}),
  };
}

/** The ticket a run is about, if any. */
export function ticketOf(state: RunState): string | null {
  const ticket = state.facts['ticket'];
  if (isRecord(ticket) && typeof ticket['id'] === 'string') return ticket['id'];
  if (typeof ticket === 'string') return ticket;
  return typeof state.input['ticket'] === 'string' ? state.input['ticket'] : null;
}
