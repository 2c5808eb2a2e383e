import type { JsonObject } from '@deskbook/policies';
import type { DeskEvent, Rejection } from '../events/desk-event.ts';
import { readEvent } from '../events/read-event.ts';
import type { RawEvent } from '../ports/help-desk.ts';
import { planStart } from '../triggers/index.ts';
import type { ClassifiedRequest, NotStarted } from './desk.ts';
import { explainClassification } from './explain-classification.ts';
import { explainNotStarted } from './explain-not-started.ts';
import { atMoment } from './at-moment.ts';
import type { DeskParts } from './desk-parts.ts';
import { type Considered, consider, intakePorts } from './intake.ts';
import { withoutSecrets } from './without-secrets.ts';

/** A message that is no event for this desk. */
export interface Unreadable {
  readonly status: 'rejected';
  readonly rejection: Rejection;
}

/** A message, considered, and the desk as it stood at the moment it was considered for. */
export interface ConsideredMessage {
  readonly parts: DeskParts;
  readonly considered: Considered;
}

/**
 * Reads and considers a message without keeping anything, as of the event's own time unless another is given. Only whether its
 * signature is fresh is asked of the clock.
 */
export async function considerMessage(
  parts: DeskParts,
  message: RawEvent | DeskEvent,
  at: string | null,
): Promise<ConsideredMessage | Unreadable> {
  const read = await readEvent(parts.bundle, message, intakePorts(parts, parts.clock.now()));
  if (read.status === 'rejected') return read;
  if (read.status === 'ignored') {
    return { status: 'rejected', rejection: { code: 'unknown_event', message: read.reason } };
  }
  const [event] = read.events;
  const then = atMoment(parts, at ?? event.time);
  return { parts: then, considered: await consider(then, event, then.clock.now()) };
}

/** Classifies a request and says what it would start: nothing is kept, and nothing starts. */
export async function classifyEvent(
  parts: DeskParts,
  message: RawEvent | DeskEvent,
  { at = null, explain = false }: { readonly at?: string | null; readonly explain?: boolean },
): Promise<ClassifiedRequest | Unreadable> {
  const read = await considerMessage(parts, message, at);
  if ('status' in read) return read;
  const { facts, classification, degraded } = read.considered;
  const { starts, notStarted } = wouldStart(read.parts, read.considered);
  return {
    classification,
    ...(degraded.length > 0 && { degraded }),
    facts: withoutSecrets(parts.bundle.facts, facts),
    starts,
    notStarted: explain ? explainNotStarted(parts.bundle, facts, notStarted) : notStarted,
    ...(explain && { explanation: explainClassification(parts.bundle, facts) }),
    ...(explain && classification.decision !== 'ALLOWED' && { ways: await waysOf(parts, facts) }),
  };
}

/** What would make it allowed. Asked now and then, and loaded then. */
async function waysOf({ bundle }: DeskParts, facts: JsonObject): Promise<NonNullable<ClassifiedRequest['ways']>> {
  const { waysToAllow } = await import('./ways-to-allow.ts');
  return waysToAllow(bundle, facts);
}

/** What an event would start, and what it would not. */
export function wouldStart(
  { bundle }: DeskParts,
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
    const planned = planStart(bundle, verdict.trigger, event, { facts, kept: {}, classification });
    if (planned.ok) starts.push({ trigger: id, workflow: start });
    else notStarted.push({ trigger: id, reason: 'undecided', missing: planned.missing });
  }
  return { starts, notStarted };
}
