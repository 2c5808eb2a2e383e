import type { DeskEvent } from '../events/desk-event.ts';
import { readEvent } from '../events/read-event.ts';
import type { Commit } from '../journal/store.ts';
import type { RawEvent } from '../ports/help-desk.ts';
import { clocksOfEvent } from './clocks-of-event.ts';
import { carryOn, commitIntake } from './commit-intake.ts';
import type { NotStarted, Receipt, StartedRun } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { chainOf, consider, intakePorts } from './intake.ts';
import { journalDesk } from './journal-desk.ts';
import { rejectEvent } from './reject-event.ts';

/**
 * Takes one message in: read, considered, committed together with what it starts. What was accepted is durable when this
 * resolves; nothing is performed before the desk settles. `beside` happens with it, whatever the message turns out to be.
 */
export async function receive(
  parts: DeskParts,
  message: RawEvent | DeskEvent,
  beside: Commit | null = null,
): Promise<Receipt> {
  const first = await readEvent(parts.bundle, message, intakePorts(parts, parts.clock.now()));
  if (first.status === 'rejected') return rejectEvent(parts, message, first.rejection, beside);
  if (first.status === 'ignored') {
    await alone(parts, beside);
    return { status: 'ignored', source: message.source, reason: first.reason };
  }
  return parts.oneAtATime(chainOf(first.events[0]), () => takeIn(parts, message, beside));
}

/** Reads the message again, now that its ticket is nobody else's, and takes its events in, one commit each. */
async function takeIn(parts: DeskParts, message: RawEvent | DeskEvent, beside: Commit | null): Promise<Receipt> {
  const read = await readEvent(parts.bundle, message, intakePorts(parts, parts.clock.now()));
  if (read.status !== 'read') return receive(parts, message, beside);
  const [event] = read.events;
  const started: StartedRun[] = [];
  const notStarted: NotStarted[] = [];
  let accepted = false;
  for (const [index, each] of read.events.entries()) {
    const taken = await takeOne(parts, each, index === read.events.length - 1 ? beside : null);
    if (taken === null) continue;
    accepted = true;
    started.push(...taken.started);
    notStarted.push(...taken.notStarted);
  }
  if (!accepted) return { status: 'duplicate', source: event.source, id: event.id };
  return { status: 'accepted', event, events: read.events, started, notStarted };
}

type Outcome = { readonly started: readonly StartedRun[]; readonly notStarted: readonly NotStarted[] };

/** Takes one event in; null: it was taken in before. Whatever moves meanwhile, it is considered again with the facts of then. */
async function takeOne(parts: DeskParts, event: DeskEvent, beside: Commit | null): Promise<Outcome | null> {
  const stream = chainOf(event);
  for (;;) {
    const now = parts.clock.now();
    const head = parts.store.head(stream);
    const considered = await consider(parts, event, now);
    const offered = await parts.executor.offerEvent(event, considered.facts);
    const clocks = await clocksOfEvent(parts, considered, now);
    const result = await commitIntake(parts, { stream, head, considered, now, again: false, offered, clocks, beside });
    if (result.ok) {
      for (const { run } of offered.offers) parts.executor.touch(run);
      carryOn(parts, result.taken);
      return result.taken;
    }
    if (result.reason === 'already_seen') {
      await alone(parts, beside);
      return null;
    }
  }
}

async function alone(parts: DeskParts, beside: Commit | null): Promise<void> {
  if (beside !== null) await journalDesk(parts, null, [beside]);
}
