import type { Retention } from '@deskbook/dsl/bundle';
import { isRecord } from '../facts/is-record.ts';
import type { RunRecord } from '../journal/store.ts';
import { destroyKeys, orphans } from './destroy-keys.ts';
import { runScope, ticketScope } from './places.ts';
import type { PrivateStore } from './private-store.ts';

/** What is past its time, by kind, as ids. */
export interface PastRetention {
  readonly runs: readonly string[];
  readonly tickets: readonly string[];
  readonly sessions: readonly string[];
  readonly rejected: readonly string[];
}

/** Who lets what is past its time go: by the rule of the bundle, as of an ISO 8601 instant. */
export interface Retain {
  readonly rule: Retention;
  readonly at: string;
  readonly by: string;
}

/** What is past its time and can still be read. Changes nothing. */
export function pastRetention(store: PrivateStore, rule: Retention, at: string): PastRetention {
  const isPast = (time: string, keep: number | undefined): boolean =>
    keep !== undefined && Date.parse(time) + keep <= Date.parse(at);
  const readable = (scope: string): boolean => store.keys.secret(scope) !== null;
  const runs = new Map(store.runs({}).map((record) => [record.run, record]));
  // A part belongs to its whole: it is kept for as long as that is open or within its time.
  const whole = (record: RunRecord): RunRecord => {
    const parent = record.parent === null ? undefined : runs.get(record.parent);
    return parent === undefined ? record : whole(parent);
  };
  const isOver = (record: RunRecord | undefined): boolean => record === undefined || whole(record).status === 'ended';
  return {
    runs: [...runs.values()]
      .filter(
        (record) =>
          isOver(record) &&
          isPast(whole(record).updatedAt, rule.runs) &&
          (readable(runScope(record.run)) || store.sealed.checkpoint(record.run) !== null),
      )
      .map(({ run }) => run),
    tickets: [...store.sealed.tickets(), ...forgotten(store)]
      .filter(({ id, time }) => isPast(time, rule.tickets) && store.runs({ ticket: id, status: 'open' }).length === 0)
      .map(({ id }) => id),
    sessions: store
      .streams('session:')
      .filter((stream) => {
        const sequence = store.head(stream)?.sequence ?? 0;
        const [first] = store.sealed.entries(stream, 0, 1);
        const [last] = store.sealed.entries(stream, sequence - 1, 1);
        const parent = first?.body['parent'];
        const run = isRecord(parent) && typeof parent['run'] === 'string' ? parent['run'] : '';
        return readable(stream) && isOver(runs.get(run)) && isPast(last?.at ?? '', rule.sessions);
      })
      .map((stream) => stream.slice('session:'.length)),
    rejected: store.sealed
      .deadLetters()
      .filter((letter) => isPast(letter.at, rule.rejected))
      .map(({ id }) => id),
  };
}

/**
 * Lets go of what is past its time: the secrets of those runs, tickets, sessions and rejected messages are destroyed, so that nobody reads again what was
 * personal in them, here or in a copy, and what is no chain is deleted. Every chain stays whole. It is journaled first, so that it can be done
 * again if it was interrupted. Nobody who opened the store before commits to it again, in whichever process: it is opened anew.
 */
export async function retain(store: PrivateStore, { rule, at, by }: Retain): Promise<PastRetention> {
  const past = pastRetention(store, rule, at);
  const { runs, tickets, sessions, rejected } = past;
  const secrets = [...runs.map(runScope), ...tickets.map(ticketScope), ...sessions.map((id) => `session:${id}`)];
  const count = { runs: runs.length, tickets: tickets.length, sessions: sessions.length, rejected: rejected.length };
  if (secrets.length + rejected.length + orphans(store).length === 0) return past;
  const beside = { dropCheckpoints: runs, dropTickets: tickets, dropLetters: rejected };
  const body = { type: 'retention.applied', by, rule: { ...rule }, count };
  await destroyKeys(store, { body, at, beside }, () => store.keys.forget([...secrets, ...orphans(store)]));
  return past;
}

/** Tickets that are no longer recorded and whose chain can still be read, as of their last entry. */
function forgotten(store: PrivateStore): readonly { readonly id: string; readonly time: string }[] {
  return store.keys.scopes(ticketScope('')).flatMap((scope) => {
    const id = scope.slice(ticketScope('').length);
    const [last] = store.sealed.entries(scope, (store.head(scope)?.sequence ?? 0) - 1, 1);
    return last === undefined || store.sealed.ticket(id) !== null ? [] : [{ id, time: last.at }];
  });
}
