import type { JsonObject } from '@deskbook/policies';
import type { StreamId } from '../journal/journal-entry.ts';
import type { TaskRecord } from '../journal/store.ts';
import type { Place } from './sealer.ts';

/** An entry is erased with its chain; that a message was rejected, with the message. */
export function entryPlace(stream: StreamId, sequence: number, { type, deadLetter }: JsonObject): Place {
  const ofLetter = type === 'event.rejected' && typeof deadLetter === 'string';
  return { scope: ofLetter ? letterScope(deadLetter) : stream, row: `entry ${stream} ${sequence}` };
}

/** The secret by which a rejected message can be erased. */
export const letterScope = (id: string): string => `letter:${id}`;
/** The secret by which what is recorded of a ticket can be erased, its chain included. */
export const ticketScope = (id: string): string => `ticket:${id}`;
/** The secret by which what a run holds can be erased. */
export const runScope = (run: string): string => `run:${run}`;

export const ticketPlace = (id: string): Place => ({ scope: ticketScope(id), row: `ticket ${id}` });
export const taskPlace = ({ task, run }: Pick<TaskRecord, 'task' | 'run'>): Place => ({
  scope: runScope(run),
  row: `task ${task}`,
});
export const checkpointPlace = (run: string, sequence: number): Place => ({
  scope: runScope(run),
  row: `checkpoint ${run} ${sequence}`,
});
export const parkedPlace = (id: string): Place => ({ scope: 'parked', row: `parked ${id}` });
export const letterPlace = (id: string): Place => ({ scope: letterScope(id), row: `letter ${id}` });
/** Timers of tickets, such as their clocks, are erased with the ticket. */
export const timerPlace = (id: string): Place => ({
  scope: id.startsWith('sla:') ? ticketScope(id.slice('sla:'.length)) : 'timers',
  row: `timer ${id}`,
});
