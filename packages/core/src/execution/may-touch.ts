import type { JsonObject, Resource } from '@deskbook/policies';
import { evaluate, factsOf } from '@deskbook/policies/conditions';
import type { ExecutionHost } from './host.ts';
import type { LoadedRun } from './load-run.ts';
import { runFacts } from './run-facts.ts';

/** Whether what a run is about to act on is one of those its self-service offer lets it touch. Undecided is no. */
export async function mayTouch(
  host: ExecutionHost,
  { bundle, state }: Pick<LoadedRun, 'bundle' | 'state'>,
  { id, type }: Pick<Resource, 'id' | 'type'>,
  input: JsonObject,
): Promise<boolean> {
  const { confine } = state;
  const resource = confine === null ? null : (bundle.services[confine.service]?.mayTouch.resource ?? null);
  if (resource === null) return true;
  const touched = ['person', 'asset', 'ticket'].includes(type) ? { [type]: id } : {};
  const { facts } = await runFacts(host, bundle, state, factsOf(resource), touched);
  return evaluate(resource, { ...facts, input }).truth === 'holds';
}
