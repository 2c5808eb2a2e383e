import type { Facts, JsonObject, Resource } from '@deskbook/policies';
import type { ActionContract } from '@deskbook/dsl/bundle';
import { gatherFacts, type Unavailable } from '../facts/gather-facts.ts';
import { isRecord } from '../facts/is-record.ts';
import type { RunState } from '../kernel/run-state.ts';
import type { ExecutionHost } from './host.ts';
import { ticketOf } from './run-facts.ts';

/** An action about to act on something. */
export interface Acting {
  readonly state: RunState;
  readonly contract: ActionContract;
  readonly input: JsonObject;
  readonly facts: Facts;
}

/** What is acted on, and whether its record could be read. */
export interface FoundResource {
  readonly resource: Resource;
  readonly unavailable: readonly Unavailable[];
}

const recordTypes = new Set(['ticket', 'person', 'asset']);

/** What an action acts on: as its contract says, else the run's ticket. Its properties are the record of that thing, where there is one. */
export async function resourceOf(host: ExecutionHost, acting: Acting): Promise<FoundResource> {
  const { contract, input, state, facts } = acting;
  const type = contract.resource?.type ?? 'ticket';
  const given = contract.resource === null ? ticketOf(state) : input[contract.resource.from];
  const id = typeof given === 'string' ? given : state.run;
  const known = facts[type];
  // A record without an id is what the run is about; it may be anything but what an input names.
  const isAbout = typeof given !== 'string' && isRecord(known) && known['id'] === undefined;
  if (isRecord(known) && (known['id'] === id || isAbout)) {
    return { resource: { type, id, properties: known }, unavailable: [] };
  }
  if (!recordTypes.has(type)) return { resource: { type, id, properties: {} }, unavailable: [] };
  return readResource(host, type, id);
}

async function readResource(host: ExecutionHost, type: string, id: string): Promise<FoundResource> {
  const { facts, unavailable } = await gatherFacts({
    bundle: { facts: { records: { [type]: {} }, roots: { resource: { type } }, derived: {} } },
    needs: ['resource'],
    base: { resource: id },
    ports: host,
    now: host.clock.now(),
  });
  const record = facts['resource'];
  return { resource: { type, id, properties: isRecord(record) ? record : {} }, unavailable };
}
