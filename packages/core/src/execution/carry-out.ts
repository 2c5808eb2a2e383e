import type { Command } from '../kernel/command.ts';
import { attempt } from './commands/attempt.ts';
import { awaitChild, spawn, unwindChild } from './commands/children.ts';
import { choose, decide, evaluateWhen } from './commands/decisions.ts';
import { listItems } from './commands/list-items.ts';
import { chase } from './commands/chase.ts';
import { notify } from './commands/notify.ts';
import { openApproval } from './commands/open-approval.ts';
import { openTask } from './commands/open-task.ts';
import { endRun } from './commands/end-run.ts';
import { checkEffect, poll } from './commands/reads.ts';
import { searchTickets } from './commands/search-tickets.ts';
import { schedule, wake } from './commands/timers.ts';
import { awaitEvent } from './commands/await-event.ts';
import { awaitSession } from './commands/await-session.ts';
import type { ExecutionHost } from './host.ts';
import type { Running, TakeRun } from './running.ts';
import { nodeOf } from './work.ts';

/** Carries one command out and commits its answer. What it cannot answer now stays outstanding. */
export async function carryOut(host: ExecutionHost, running: Running, command: Command, take: TakeRun): Promise<void> {
  if (command.type === 'end') {
    return endRun({ host, running, command });
  }
  const node = nodeOf(running, command);
  if (node === null) return;
  const work = { host, running, node };
  switch (command.type) {
    case 'evaluate':
      return evaluateWhen({ ...work, command });
    case 'choose':
      return choose({ ...work, command });
    case 'decide':
      return decide({ ...work, command });
    case 'search':
      return searchTickets({ ...work, command });
    case 'list':
      return listItems({ ...work, command });
    case 'attempt':
      return attempt({ ...work, command });
    case 'check':
      return checkEffect({ ...work, command });
    case 'poll':
      return poll({ ...work, command });
    case 'open':
      return command.what === 'approval' ? openApproval({ ...work, command }) : openTask({ ...work, command });
    case 'notify':
      return notify({ ...work, command });
    case 'chase':
      return chase({ ...work, command });
    case 'await':
      if (command.what === 'tree') return awaitSession({ ...work, command });
      return command.what === 'child' ? awaitChild({ ...work, command }) : awaitEvent({ ...work, command });
    case 'schedule':
      return schedule({ ...work, command });
    case 'sleep':
      return wake({ ...work, command });
    case 'unwind':
      return unwindChild({ ...work, command }, take);
    case 'spawn':
      return spawn({ ...work, command });
  }
}

/** Whether there is something to do about a command now: timers that are not due and answers of people are only waited for. */
export function isDue(command: Command, now: string): boolean {
  if (command.type === 'sleep') return Date.parse(command.due) <= Date.parse(now);
  return command.type !== 'await' || ['child', 'event', 'tree'].includes(command.what);
}
