import type { DeskEvent, Rejection } from '../events/desk-event.ts';
import { readEvent } from '../events/read-event.ts';
import type { RawEvent } from '../ports/help-desk.ts';
import { planStart } from '../triggers/index.ts';
import type { ClassifiedRequest, NotStarted } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { type Considered, consider, intakePorts } from './intake.ts';
import { withoutSecrets } from './without-secrets.ts';

/** A message that is no event for this desk. */
export interface Unreadable {
  readonly status: 'rejected';
  readonly rejection: Rejection;
}

/** Reads and considers a message without keeping anything. */
export async function considerMessage(
  parts: DeskParts,
  message: RawEvent | DeskEvent,
): Promise<Considered | Unreadable> {
  const now = parts.clock.now();
  const read = await readEvent(parts.bundle, message, intakePorts(parts, now));
  if (read.status === 'rejected') return read;
  if (read.status === 'ignored') {
    return { status: 'rejected', rejection: { code: 'unknown_event', message: read.reason } };
  }
  return consider(parts, read.events[0], now);
}

/** Classifies a request and says what it would start: nothing is kept, and nothing starts. */
export async function classifyEvent(
  parts: DeskParts,
  message: RawEvent | DeskEvent,
): Promise<ClassifiedRequest | Unreadable> {
  const considered = await considerMessage(parts, message);
  if ('status' in considered) return considered;
  const { facts, classification } = considered;
  return { classification, facts: withoutSecrets(parts.bundle.facts, facts), ...wouldStart(parts, considered) };
}

/** What an event would start, and what it would not. */
export function wouldStart(
  { bundle, clock }: DeskParts,
  { event, facts, classification, verdicts }: Considered,
): Pick<ClassifiedRequest, 'starts' | 'notStarted'> {
  const starts: ClassifiedRequest['starts'][number][] = [];
  const notStarted: NotStarted[] = [];
  for (const verdict of verdicts) {
    const { id, start } = verdict.trigger;
    if (!verdict.starts) {
      notStarted.push({ trigger: id, reason: verdict.reason, missing: verdict.missing });
      continue;
    }
    const planned = planStart(bundle, verdict.trigger, event, { facts, kept: {}, classification }, clock.now());
    if (planned.ok) starts.push({ trigger: id, workflow: start });
    else notStarted.push({ trigger: id, reason: 'undecided', missing: planned.missing });
  }
  return { starts, notStarted };
}
