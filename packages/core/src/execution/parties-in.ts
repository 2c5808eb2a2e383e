import type { Facts } from '@deskbook/policies';
import { readFact } from '@deskbook/policies/conditions';
import { requesterIn } from './requester-in.ts';
import type { Work } from './work.ts';

/** Whose request a run is: who asked for it, and others whose it is as well. */
export interface Parties {
  readonly requester: string;
  readonly parties: readonly string[];
}

/**
 * Whose request a run is, of facts that hold `requesterNeeds`: who asked for it and, where they differ, whoever's ticket it is about,
 * by the ids the directory has for them. What gives somebody something for a while is for whoever started it alone.
 *
 * @throws what the directory rejects with.
 */
export async function partiesIn({ host, running }: Pick<Work, 'host' | 'running'>, facts: Facts): Promise<Parties> {
  const requester = requesterIn(running.state(), facts);
  const named = readFact(facts, 'ticket.requester');
  if (running.graph.workflow.activates !== undefined || typeof named !== 'string' || named === '')
    return { requester, parties: [] };
  const person = await host.directory.person(named);
  const id = person?.id ?? named;
  return { requester, parties: id === requester ? [] : [id] };
}
