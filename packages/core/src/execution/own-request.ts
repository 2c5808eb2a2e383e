import type { Answering } from './answering.ts';
import { goesOnUnasked } from './goes-on-unasked.ts';
import { partiesIn } from './parties-in.ts';
import { requesterNeeds } from './requester-in.ts';
import { runFacts } from './run-facts.ts';
import { isOutage } from './work.ts';

/**
 * Why an answer is not theirs to give whose request the run is: it would go on without the approval or the classification it is held at,
 * and that would be their approval. What cannot be told just now keeps everybody from it. null: nothing does.
 */
export async function ownRequest(at: Answering): Promise<'own_request' | 'unavailable' | null> {
  if (!goesOnUnasked(at)) return null;
  const { host, running, answer } = at;
  const state = running.state();
  try {
    const gathered = await runFacts(host, running.bundle, state, requesterNeeds);
    if (isOutage(requesterNeeds, gathered)) return 'unavailable';
    const { requester, parties } = await partiesIn(at, gathered.facts);
    return [requester, ...parties].includes(answer.by) ? 'own_request' : null;
  } catch {
    return 'unavailable';
  }
}
