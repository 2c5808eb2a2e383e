import type { Directory } from '../ports/directory.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { DeskEvent, Rejection } from './desk-event.ts';
import type { RecordedTicket } from './find-changes.ts';

/** What reading an event needs of the world. */
export interface IntakePorts {
  readonly secrets: Secrets | undefined;
  readonly directory: Pick<Directory, 'personByAccount'>;
  /** When it was received, ISO 8601. */
  readonly now: string;
  /** A ticket as last recorded. */
  readonly recorded: (ticket: string) => RecordedTicket | null;
  /** Which run did what came back: by the key of its effect, or by the ticket its account changed. */
  readonly runBehind: (trace: { readonly key: string | null; readonly ticket: string | null }) => OwnRun | null;
}

/** A run of the desk's own, and how many hops its doing is from a person's. */
export interface OwnRun {
  readonly run: string;
  readonly hops: number;
}

/** What a message turned out to be. One message may be several events: a comment that also changed the state. */
export type ReadResult =
  | { readonly status: 'read'; readonly events: readonly [DeskEvent, ...DeskEvent[]] }
  | { readonly status: 'ignored'; readonly reason: string }
  | { readonly status: 'rejected'; readonly rejection: Rejection };

/** A message that is not taken. */
export const rejectedAs = (code: Rejection['code'], message: string, pointer?: string): ReadResult => ({
  status: 'rejected',
  rejection: { code, message, ...(pointer === undefined || pointer === '' ? {} : { pointer }) },
});
