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
 * Whose request a run is, of facts that hold `requesterNeeds`: who asked for it and, where they differ, whoever's ticket it is about, now or
 * when it began, by the ids the directory has for them. What gives somebody something for a while is for whoever started it alone.
 *
 * @throws what the directory rejects with.
 */
export async function partiesIn({ host, running }: Pick<Work, 'host' | 'running'>, facts: Facts): Promise<Parties> {
  const requester = requesterIn(running.state(), facts);
  if (running.graph.workflow.activates !== undefined) return { requester, parties: [] };
  const parties = new Set<string>();
  // Who hands their ticket to somebody else has asked all the same.
  for (const named of [readFact(facts, 'ticket.requester'), readFact(running.state().facts, 'ticket.requester')]) {
    if (typeof named !== 'string' || named === '') continue;
    const person = await host.directory.person(named);
    parties.add(person?.id ?? named);
  }
  parties.delete(requester);
  return { requester, parties: [...parties] };
}
