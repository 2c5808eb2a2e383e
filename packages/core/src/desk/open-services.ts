import { factsOf } from '@deskbook/policies/conditions';
import type { Facts, JsonObject } from '@deskbook/policies';
import type { Service } from '@deskbook/dsl/bundle';
import { streamOf } from '../execution/entry-body.ts';
import { factsIn, resolveValues } from '../execution/resolve-values.ts';
import { runIdOf } from '../execution/run-id.ts';
import { gatherFacts } from '../facts/index.ts';
import { isRecord } from '../facts/is-record.ts';
import { type BeginResult, type SelfService, type ServiceStart, createSelfService } from '../self-service/index.ts';
import { oneRunOf } from '../triggers/index.ts';
import { beginRun } from './begin-run.ts';
import type { DeskParts } from './desk-parts.ts';

/** Opens self-service over the desk's store and ports. */
export function openServices(parts: DeskParts): SelfService {
  const { bundle, clock, store } = parts;
  return createSelfService({
    bundle,
    clock,
    facts: (person, form) => factsOfPerson(parts, person, form),
    resolve: (values, facts) => {
      const resolved = resolveValues(values, facts);
      return resolved.ok ? { ok: true, input: resolved.value } : resolved;
    },
    runOf: (workflow, cause) => {
      const run = runIdOf(workflow, cause);
      return { run, exists: store.head(streamOf(run)) !== null };
    },
    begin: (start) => begin(parts, start),
  });
}

/** A person's facts, with the form's among them: what services are offered and decided over. */
export async function factsOfPerson(
  { bundle, host, values, clock }: DeskParts,
  person: string,
  form: JsonObject,
): Promise<{ readonly facts: Facts; readonly unavailable: readonly string[] }> {
  const { facts, unavailable } = await gatherFacts({
    bundle,
    needs: ['requester', ...Object.values(bundle.services).flatMap(needsOf)],
    base: { values, requester: person, person, form },
    ports: host,
    now: clock.now(),
  });
  const { requester, ...others } = facts;
  const known = isRecord(requester) && requester['id'] === person ? facts : others;
  return { facts: known, unavailable: unavailable.map(({ root }) => root) };
}

const needsOf = ({ eligible, form, with: input }: Service): readonly string[] => [
  ...(eligible === null ? [] : factsOf(eligible)),
  ...Object.values(form).flatMap(({ options }) => options ?? []),
  ...Object.values(form).flatMap(({ when }) => (when === undefined ? [] : factsOf(when))),
  ...Object.values(input).flatMap(factsIn),
];

/** Begins what a service starts: the run, its limits and `one_run` in one commit. Limits in time stay when the run has ended. */
async function begin(parts: DeskParts, wanted: ServiceStart): Promise<BeginResult> {
  const { bundle } = parts;
  const { workflow: id, input, facts, requester, cause, confine, claims } = wanted;
  const workflow = Object.hasOwn(bundle.workflows, id) ? bundle.workflows[id] : undefined;
  if (workflow === undefined) return { ok: false, reason: 'conflict', detail: `there is no workflow ${id}` };
  const oneRun = oneRunOf(workflow, { ...facts, requester: { id: requester }, input });
  if (oneRun !== null && 'missing' in oneRun) {
    return { ok: false, reason: 'conflict', detail: `${oneRun.missing.join(', ')} is not known` };
  }
  const untilEnd = claims.filter(({ until }) => until === null);
  const start = { bundle, workflow: id, input, facts, requester, cause, confine, claims: untilEnd };
  const begun = await beginRun(parts, { trigger: '', start, throttle: null, oneRun }, claims);
  if (begun.ok) return begun;
  return begun.reason === 'limit'
    ? { ok: false, reason: 'limit', detail: `the limit of ${confine.service} is reached` }
    : { ok: false, reason: 'conflict', detail: 'another run for the same thing is open' };
}
