import type { Commit } from '../journal/store.ts';
import { ticketStream } from './entry-body.ts';
import { keepsApart } from './decide-about.ts';
import type { ExecutionHost } from './host.ts';
import { causeText } from './run-record.ts';
import type { StartedRunDraft } from './start-run.ts';

/**
 * Tells a ticket's chain of a run that begins about it, where duties are kept apart from one run to the next: an answer in another run rests on
 * the head of that chain, and so does not miss what whoever asked for this one may no longer do. `known`: a chain that is told of it already.
 */
export function tellTicket(
  { store, bundle }: Pick<ExecutionHost, 'store' | 'bundle'>,
  { run, entry, commit: { runs = [] } }: StartedRunDraft,
  known: string | null = null,
): Commit {
  const ticket = runs[0]?.ticket ?? null;
  const stream = ticketStream(ticket ?? '');
  if (ticket === null || stream === known || entry.type !== 'run.started' || !keepsApart(bundle()))
    return { expect: {}, append: [] };
  const { workflow, requester, at, cause } = entry;
  const body = { type: 'run.begun', run, workflow, requester };
  return { expect: { [stream]: store.head(stream) }, append: [{ stream, at, cause: causeText(cause), body }] };
}
