import { readFact, sameValue } from '@deskbook/policies/conditions';
import type { FactPath, JsonObject, Truth } from '@deskbook/policies';
import type { Values } from '@deskbook/dsl/bundle';
import type { UnresolvedAccount } from '../events/desk-event.ts';
import { gatherFacts, type Gathered } from '../facts/gather-facts.ts';
import { isRecord } from '../facts/is-record.ts';
import type { ExecutionHost } from './host.ts';
import type { LoadedRun } from './load-run.ts';
import { resolveAccounts } from './resolve-accounts.ts';
import { factsIn, resolveValue } from './resolve-values.ts';
import { runFacts } from './run-facts.ts';
import { isOutage } from './work.ts';

/** An event as a wait looks at it. */
export interface ToldEvent {
  readonly facts: JsonObject;
  /** Accounts in it of which nobody could say whose they are. */
  readonly unresolved: readonly UnresolvedAccount[];
}

/** Whether an event is the one, and what it tells by now. */
export interface Matched {
  readonly truth: Truth;
  readonly facts: JsonObject;
}

/** A run, as far as matching needs it. */
type Run = Pick<LoadedRun, 'bundle' | 'state'>;

/**
 * Whether an event is the one a wait is for: every fact it must tell is the same value as the run's. What is absent matches nothing;
 * what cannot be read just now leaves it undecided, unless something else is surely another. `extra` are facts of the occasion.
 */
export async function matchEvent(
  host: ExecutionHost,
  { bundle, state }: Run,
  match: Values,
  told: ToldEvent,
  extra: JsonObject = {},
): Promise<Matched> {
  const own = await runFacts(host, bundle, state, Object.values(match).flatMap(factsIn), extra);
  const known = compare(match, { facts: told.facts, unavailable: [] }, own, true);
  if (known === 'fails') return { truth: 'fails', facts: told.facts };
  const { facts, actor, unresolved } = await resolveAccounts(host.directory, told.facts, asked(told));
  const base = { ...facts, ...(actor === null ? {} : { event: { actor } }) };
  const needs = Object.keys(match);
  const event = await gatherFacts({ bundle, needs, base, ports: host, now: host.clock.now() });
  const isUnsure = unresolved.some(({ reason }) => reason === 'unavailable');
  return { truth: compare(match, event, own, isUnsure), facts };
}

/** Compares fact by fact. `isUnsure`: what the event does not tell may only not be known yet. */
function compare(match: Values, event: Gathered, own: Gathered, isUnsure: boolean): Truth {
  const one = (path: FactPath, value: Values[string]): Truth => {
    const wanted = resolveValue(value, own.facts);
    if (!wanted.ok) return isOutage(wanted.missing, own) ? 'undecided' : 'fails';
    const told = readFact(event.facts, path);
    if (told === undefined) return isUnsure || isOutage([path], event) ? 'undecided' : 'fails';
    return sameValue(told, wanted.value) ? 'holds' : 'fails';
  };
  const truths = new Set(Object.entries(match).map(([path, value]) => one(path, value)));
  if (truths.has('fails')) return 'fails';
  return truths.has('undecided') ? 'undecided' : 'holds';
}

const asked = ({ unresolved }: ToldEvent): readonly UnresolvedAccount[] =>
  unresolved.filter(({ reason }) => reason === 'unavailable');

/** Roots of which an event can tell a part, the rest being recorded. People and devices are read anew. */
const recorded: ReadonlySet<string> = new Set(['ticket', 'request', 'comment', 'event']);

/** What is kept of an event for a wait: what it told, with what was recorded by then of the facts that are matched. */
export function keptFacts(told: JsonObject, paths: readonly FactPath[], facts: JsonObject): JsonObject {
  let kept = told;
  for (const path of paths) {
    const [root = '', field, ...deeper] = path.split('.');
    const value = readFact(facts, path);
    const before = Object.hasOwn(kept, root) ? kept[root] : undefined;
    if (value === undefined || field === undefined || deeper.length > 0 || !recorded.has(root)) continue;
    if (before === undefined) kept = { ...kept, [root]: { [field]: value } };
    else if (isRecord(before) && !Object.hasOwn(before, field))
      kept = { ...kept, [root]: { ...before, [field]: value } };
  }
  return kept;
}
