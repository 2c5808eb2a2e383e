import type { Node } from '@deskbook/dsl/bundle';
import type { ApprovalDefinition, ApprovalEntry, ApprovalState } from '@deskbook/policies';
import type { Command } from '../command.ts';
import { answered, command, nodeState, type Draft } from '../draft.ts';
import { ofTimer, ofType } from '../fits.ts';

type Escalation = Extract<Command, { type: 'chase' }>['escalate'];

/** Sets the timer of the next reminder, or of what comes after the last; nothing where neither is written. */
export function remindLater(draft: Draft, node: Node, definition: ApprovalDefinition): void {
  const { chase } = definition;
  const { visit, approval } = nodeState(draft, node.id);
  if (chase === null || approval === null) return;
  if (approval.reminders >= chase.atMost && lastTurn(definition) === null) return;
  command(draft, { type: 'schedule', timer: 'chase', after: chase.every, node: node.id, visit });
}

/** What happens after the last reminder. */
function lastTurn({ chase }: ApprovalDefinition): Escalation {
  if (chase?.add !== undefined) return { how: 'add', role: chase.add };
  return chase?.replace === undefined ? null : { how: 'replace', role: chase.replace };
}

/** Whom else to ask at this turn of the chase; null: it is one of the reminders. */
export function escalationDue(definition: ApprovalDefinition, { reminders }: ApprovalState): Escalation {
  return reminders >= (definition.chase?.atMost ?? 0) ? lastTurn(definition) : null;
}

/** Whether a question is put that was not put before: everybody is asked again, or it is the next seat's turn. */
export function asksAnew({ inOrder }: ApprovalDefinition, { type }: ApprovalEntry): boolean {
  return type === 'changed' || (inOrder && type === 'voted');
}

/** Reminders run from now, not from when somebody else was asked. */
export function remindAnew(draft: Draft, node: Node, definition: ApprovalDefinition): void {
  const { visit, approval } = nodeState(draft, node.id);
  const at = { node: node.id, visit };
  answered(draft, ofTimer('schedule', at, 'chase'));
  answered(draft, ofTimer('sleep', at, 'chase'));
  answered(draft, ofType('chase', at));
  if (approval?.status === 'open') remindLater(draft, node, definition);
}
