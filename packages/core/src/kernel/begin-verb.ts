import type { Node } from '@deskbook/dsl/bundle';
import { setNode, type Draft } from './draft.ts';
import { beginApprove } from './verbs/approve.ts';
import { beginEach, beginRun } from './verbs/children.ts';
import { beginChoose } from './verbs/choose.ts';
import { beginDecide } from './verbs/decide.ts';
import { attemptEffect } from './verbs/attempt-effect.ts';
import { beginFind } from './verbs/find.ts';
import { beginTask } from './verbs/task.ts';
import { beginWait } from './verbs/wait.ts';

/** Begins what a node is for, or begins it again. */
export function beginVerb(draft: Draft, node: Node): void {
  setNode(draft, node.id, { status: 'active', task: null, held: null, block: null });
  const { verb } = node;
  switch (verb.kind) {
    case 'do':
      return attemptEffect(draft, node);
    case 'task':
    case 'ask':
    case 'tree':
      return beginTask(draft, node, verb.kind);
    case 'approve':
      return beginApprove(draft, node);
    case 'decide':
      return beginDecide(draft, node);
    case 'choose':
      return beginChoose(draft, node);
    case 'wait':
      return beginWait(draft, node, verb);
    case 'each':
      return beginEach(draft, node, verb);
    case 'find':
      return beginFind(draft, node);
    case 'run':
      return beginRun(draft, node);
  }
}
