import type { Node } from '@deskbook/dsl/bundle';
import type { OpenTask } from '../kernel/run-state.ts';
import type { AnswerResult } from './answer-result.ts';
import type { ExecutionHost } from './host.ts';
import type { Running } from './running.ts';
import type { TaskAnswer } from './task-answer.ts';

/** One answer to one open task. */
export interface Answering {
  readonly host: ExecutionHost;
  readonly running: Running;
  readonly node: Node;
  readonly task: OpenTask;
  readonly answer: TaskAnswer;
}

/** An answer that is not taken. */
export type Refused = Extract<AnswerResult, { ok: false }>;

/** Does not take an answer, and says why. */
export function refuse(code: Refused['code'], reason: string): Refused {
  return { ok: false, code, reason };
}

/** There is nothing to answer, or no longer. */
export function noTask(task: string): Refused {
  return refuse('no_such_task', `there is no open task ${task}`);
}
