import type { AccessDecision, AccessRequest } from '@deskbook/policies';
import { createAccess, type Access } from '@deskbook/policies/access';
import type { Bundle } from '@deskbook/dsl/bundle';
import { accessOf } from './access-of.ts';
import type { Commit } from '../journal/store.ts';
import { streamOf, ticketStream } from './entry-body.ts';
import type { ExecutionHost } from './host.ts';
import { loadRun } from './load-run.ts';

/** What a question of permission is about: a ticket, and the run whose duties the question already has. */
export interface About {
  readonly ticket: string | null;
  readonly run: string | null;
}

const known = new WeakMap<Bundle, Access | null>();

/**
 * Decides one question. What is kept apart `always` is kept apart from one run to the next as well: whoever exercised a duty in any run
 * about the same ticket has exercised it.
 *
 * @throws Error where a run about that ticket cannot be read: what somebody did in it is not guessed.
 */
export function decideAbout(
  host: Pick<ExecutionHost, 'store' | 'bundle' | 'bundleOf'>,
  request: AccessRequest,
  about: About,
): AccessDecision {
  const decision = accessOf(host.bundle()).may(request);
  const { subject, mode, duties } = request;
  const always = mode === 'act' && about.ticket !== null ? alwaysApart(host.bundle()) : null;
  if (always === null || decision.reason === 'denied' || decision.reason === 'separation') return decision;
  const elsewhere = dutiesElsewhere(host, subject.id, about);
  if (elsewhere.length === 0) return decision;
  const here = (Object.hasOwn(duties, subject.id) ? duties[subject.id] : undefined) ?? [];
  const stricter = always.may({ ...request, duties: { [subject.id]: [...here, ...elsewhere] } });
  return stricter.reason === 'separation' ? stricter : decision;
}

/** The policy with the separations that hold always and no others; null: there are none. */
function alwaysApart(bundle: Bundle): Access | null {
  const found = known.get(bundle);
  if (found !== undefined) return found;
  const separation = bundle.access.separation.filter(({ within }) => within === 'always');
  const access = separation.length === 0 ? null : createAccess({ ...bundle.access, separation });
  known.set(bundle, access);
  return access;
}

/** Whether anything is kept apart from one run to the next. */
export const keepsApart = (bundle: Bundle): boolean => alwaysApart(bundle) !== null;

/**
 * The heads of the other runs about a ticket, and of the ticket's own chain, which is told of each run that begins about it, where a separation
 * holds always: as long as they stand, so does what was decided.
 */
export function othersApart(host: Pick<ExecutionHost, 'store' | 'bundle'>, { ticket, run }: About): Commit['expect'] {
  if (ticket === null || alwaysApart(host.bundle()) === null) return {};
  const others = host.store.runs({ ticket }).filter((record) => record.run !== run);
  const streams = [ticketStream(ticket), ...others.map((record) => streamOf(record.run))];
  return Object.fromEntries(streams.map((stream) => [stream, host.store.head(stream)]));
}

/** What somebody did in the other runs about a ticket. */
function dutiesElsewhere(
  host: Pick<ExecutionHost, 'store' | 'bundleOf'>,
  person: string,
  { ticket, run }: About,
): readonly string[] {
  if (ticket === null) return [];
  return host.store.runs({ ticket }).flatMap((record) => {
    if (record.run === run) return [];
    const loaded = loadRun(host, record.run);
    if (loaded === null) throw new Error(`the run ${record.run} cannot be read`);
    const { duties } = loaded.state;
    return (Object.hasOwn(duties, person) ? duties[person] : undefined) ?? [];
  });
}
