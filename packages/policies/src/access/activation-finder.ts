import type { FactPath } from '../conditions/facts.ts';
import { allOf } from '../conditions/kleene.ts';
import { parseInstant } from '../conditions/parse-instant.ts';
import type { Truth } from '../conditions/truth.ts';
import type { JsonObject } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { Subject } from './access-request.ts';
import type { Activation } from './activation.ts';

/** An activation that is in force, or of which that cannot be told: then `missing` names what would tell. */
export interface InForce {
  readonly truth: 'holds' | 'undecided';
  readonly missing: readonly FactPath[];
  readonly record: string;
}

/** Finds what a subject has activated, by the id of the temporary role or the glass. */
export type ActivationFinder = (subject: Subject, context: JsonObject) => ReadonlyMap<string, InForce>;

const NONE: ReadonlyMap<string, InForce> = new Map();

/**
 * Prepares what can be activated. Only people activate; what nobody defined counts for nothing. Of several activations of one thing the
 * first that is in force is taken, else the first of which that cannot be told.
 *
 * @throws PolicyFault `malformed` where two have one id, or a glass overrides what is not exactly one denial.
 */
export function createActivationFinder(policy: AccessPolicy): ActivationFinder {
  const known = activatable(policy);
  return ({ type, activations }, context) => {
    if (activations === undefined || activations.length === 0 || type !== 'person') return NONE;
    const now = instant(Object.hasOwn(context, 'now') ? context['now'] : undefined);
    const found = new Map<string, InForce>();
    for (const activation of activations) {
      if (!known.has(activation.of) || found.get(activation.of)?.truth === 'holds') continue;
      const { of, record } = activation;
      const truth = activationTruth(activation, now);
      if (truth === 'holds') found.set(of, { truth, missing: [], record });
      if (truth === 'undecided' && !found.has(of)) {
        found.set(of, { truth, missing: [now === undefined ? 'now' : 'subject.activations'], record });
      }
    }
    return found;
  };
}

/** Whether `now` lies in an activation: from its beginning (inclusive) to its end (exclusive). */
function activationTruth({ from, until }: Activation, now: number | undefined): Truth {
  const [start, end] = [instant(from), instant(until)];
  const begun = start === undefined || now === undefined ? 'undecided' : asTruth(start <= now);
  const lasting = end === undefined || now === undefined ? 'undecided' : asTruth(now < end);
  return allOf([begun, lasting], (each) => each);
}

const asTruth = (holds: boolean): Truth => (holds ? 'holds' : 'fails');

const instant = (value: unknown): number | undefined => (typeof value === 'string' ? parseInstant(value) : undefined);

function activatable({ temporary = [], breakGlass = [], denials }: AccessPolicy): ReadonlySet<string> {
  const all = [...temporary, ...breakGlass].map(({ id }) => id);
  const ids = new Set(all);
  if (ids.size !== all.length) throw new PolicyFault('malformed', 'two temporary roles or broken glasses have one id');
  const times = new Map<string, number>();
  for (const { id } of denials) times.set(id, (times.get(id) ?? 0) + 1);
  for (const { id, overrides } of breakGlass) {
    const wrong = overrides.find((denial) => times.get(denial) !== 1);
    if (wrong !== undefined) {
      throw new PolicyFault('malformed', `${id} overrides ${wrong}, which is not the id of exactly one denial`);
    }
  }
  return ids;
}
