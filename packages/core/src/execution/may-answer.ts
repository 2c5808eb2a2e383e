import type { AccessDecision } from '@deskbook/policies';
import { accessNeeds } from './access-needs.ts';
import type { Answering } from './answering.ts';
import { decideAbout } from './decide-about.ts';
import { runFacts, ticketOf } from './run-facts.ts';
import { personSubject } from './subject-of.ts';

/**
 * Whether whoever answers may do something in the run, with the facts of this moment; null: there is no such person. What is given decides
 * each time it is asked, by the duties that are exercised by then; it throws Error where another run about the same ticket cannot
 * be read.
 *
 * @throws what the directory rejects with.
 */
export async function mayAnswer(
  { host, running, answer }: Answering,
  action: string,
  resource: { readonly type: string; readonly id: string },
): Promise<(() => AccessDecision) | null> {
  const subject = await personSubject(host, answer.by);
  if (subject === null) return null;
  const { facts } = await runFacts(host, running.bundle, running.state(), accessNeeds(host.bundle(), action));
  const asked = { subject, action, mode: 'act', resource: { ...resource, properties: {} }, context: facts } as const;
  return () => {
    const state = running.state();
    return decideAbout(host, { ...asked, duties: state.duties }, { ticket: ticketOf(state), run: state.run });
  };
}
