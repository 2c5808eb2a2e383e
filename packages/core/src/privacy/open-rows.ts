import type { JsonObject } from '@deskbook/policies';
import type { JournalEntry } from '../journal/journal-entry.ts';
import type { DeadLetter, Parked, Store, TaskRecord, Timer } from '../journal/store.ts';
import { isRecord } from '../facts/is-record.ts';
import { checkpointPlace, entryPlace, letterPlace, parkedPlace, taskPlace, ticketPlace, timerPlace } from './places.ts';
import type { Sealer } from './sealer.ts';
import { erasedMark, openRecord } from './sealed-record.ts';

/** An entry with what was sealed in it. `erased` says where what can't be read any more stood, as JSON Pointers into its body. */
export function openEntry(entry: JournalEntry, sealer: Sealer): JournalEntry {
  const { stream, sequence, body } = entry;
  if (!Object.hasOwn(body, 'sealed')) return entry;
  const { value, erased } = openRecord(body, sealer, entryPlace(stream, sequence, body));
  const opened = { ...entry, body: value as JournalEntry['body'] };
  return erased.length === 0 ? opened : { ...opened, erased };
}

/** A checkpoint; null also where it can't be read any more: it is made of entries, and can be made again of what is left of them. */
export function openCheckpoint(
  run: string,
  checkpoint: ReturnType<Store['checkpoint']>,
  sealer: Sealer,
): ReturnType<Store['checkpoint']> {
  if (checkpoint === null) return null;
  const { value, erased } = openRecord(checkpoint.state, sealer, checkpointPlace(run, checkpoint.sequence));
  return erased.length > 0 || !isRecord(value) ? null : { sequence: checkpoint.sequence, state: value };
}

/** A ticket as it was recorded, without what can't be read any more. */
export function openTicket<Ticket extends { readonly facts: JsonObject }>(
  id: string,
  ticket: Ticket,
  sealer: Sealer,
): Ticket {
  const { value } = openRecord(ticket.facts, sealer, ticketPlace(id));
  return { ...ticket, facts: value as JsonObject };
}

/** A piece of open work. */
export function openTask(task: TaskRecord | null, sealer: Sealer): TaskRecord | null {
  if (task === null || !Object.hasOwn(task.details, 'sealed')) return task;
  const { sealed = null, ...details } = task.details;
  const { value } = openRecord({ title: task.title, details, sealed }, sealer, taskPlace(task));
  const opened = value as { readonly title: string; readonly details: JsonObject };
  return { ...task, title: opened.title, details: opened.details };
}

/** What a timer keeps, without what can't be read any more. */
export function openTimer(timer: Timer | null, sealer: Sealer): Timer | null {
  if (timer === null || !Object.hasOwn(timer.state, 'sealed')) return timer;
  const { value } = openRecord(timer.state, sealer, timerPlace(timer.id));
  return { ...timer, state: value as JsonObject };
}

/** Parked work; nothing where it can't be read any more. */
export function openParked(parked: Parked, sealer: Sealer): readonly Parked[] {
  const { value, erased } = openRecord(parked.work, sealer, parkedPlace(parked.id));
  return erased.length > 0 ? [] : [{ ...parked, work: value as JsonObject }];
}

/** A message that was rejected, as it came; with marks where it can't be read any more. */
export function openLetter(letter: DeadLetter | null, sealer: Sealer): DeadLetter | null {
  const box = letter === null ? null : boxIn(letter.body);
  if (letter === null || box === null) return letter;
  const { value, erased } = openRecord(box, sealer, letterPlace(letter.id));
  if (erased.length > 0) return { ...letter, body: erasedMark, message: erasedMark };
  return { ...letter, ...(value as unknown as Pick<DeadLetter, 'headers' | 'body' | 'message'>) };
}

/** What `seal` left of a message; null: it was never sealed. */
function boxIn(body: string): JsonObject | null {
  if (!body.startsWith('{"sealed":[')) return null;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
