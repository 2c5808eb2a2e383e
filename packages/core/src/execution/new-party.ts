import type { ApprovalState } from '@deskbook/policies';
import { partiesOf } from '@deskbook/policies/approvals';
import { ticketRecord } from '../facts/ticket-record.ts';
import type { ExecutionHost } from './host.ts';
import type { LoadedRun } from './load-run.ts';
import { ticketOf } from './run-facts.ts';

/**
 * Whose ticket it has become since an approval about it was opened, by the id the directory has for them: it is their request now as well.
 * null: nobody's whose it was not then. What gives somebody something for a while is for whoever started it alone.
 *
 * @throws what the directory rejects with.
 */
export async function newParty(
  host: Pick<ExecutionHost, 'store' | 'directory'>,
  { graph, state }: Pick<LoadedRun, 'graph' | 'state'>,
  approval: ApprovalState,
): Promise<string | null> {
  const ticket = ticketOf(state);
  const recorded = ticket === null || graph.workflow.activates !== undefined ? null : host.store.ticket(ticket);
  const named = recorded === null ? null : ticketRecord(recorded.facts)['requester'];
  const known = partiesOf(approval);
  if (typeof named !== 'string' || named === '' || known.includes(named)) return null;
  const id = (await host.directory.person(named))?.id ?? named;
  return known.includes(id) ? null : id;
}
