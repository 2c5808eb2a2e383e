import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { ambiguousPath } from './ambiguous-path.ts';
import { askWithoutWords } from './ask-without-words.ts';
import { checkThatWrites } from './check-that-writes.ts';
import { duplicateBranch } from './duplicate-branch.ts';
import { duplicateChoice } from './duplicate-choice.ts';
import { duplicateStep } from './duplicate-step.ts';
import { endlessRun } from './endless-run.ts';
import { endlessTree } from './endless-tree.ts';
import { fixLeadsNowhere } from './fix-leads-nowhere.ts';
import { goForward } from './go-forward.ts';
import { idleQuestion } from './idle-question.ts';
import { joinTooMany } from './join-too-many.ts';
import { maybeMissing } from './maybe-missing.ts';
import { missingOtherwise } from './missing-otherwise.ts';
import { nameTaken } from './name-taken.ts';
import { needsCycle } from './needs-cycle.ts';
import { noWayOut } from './no-way-out.ts';
import { notInFinally } from './not-in-finally.ts';
import { nodeAndOutcome } from './node-and-outcome.ts';
import { otherwiseNotLast } from './otherwise-not-last.ts';
import { taskForNobody } from './task-for-nobody.ts';
import { treeCycle } from './tree-cycle.ts';
import { unapprovedWrite } from './unapproved-write.ts';
import { uncoveredValue } from './uncovered-value.ts';
import { undoLeavesBehind } from './undo-leaves-behind.ts';
import { unestablished } from './unestablished.ts';
import { unhandledOutcome } from './unhandled-outcome.ts';
import { unhandledResult } from './unhandled-result.ts';
import { unknownEnd } from './unknown-end.ts';
import { unknownOutcome } from './unknown-outcome.ts';
import { unknownStep } from './unknown-step.ts';
import { unknownTarget } from './unknown-target.ts';
import { unreachableNode } from './unreachable-node.ts';
import { unreachableStep } from './unreachable-step.ts';
import { writeWhenDenied } from './write-when-denied.ts';

/** Diagnostics of this stage, by code. */
export const flowPages: readonly DiagnosticPage[] = [
  unhandledOutcome,
  unknownOutcome,
  unknownStep,
  duplicateStep,
  needsCycle,
  unreachableStep,
  goForward,
  unestablished,
  maybeMissing,
  joinTooMany,
  missingOtherwise,
  otherwiseNotLast,
  duplicateBranch,
  unknownEnd,
  taskForNobody,
  askWithoutWords,
  checkThatWrites,
  unapprovedWrite,
  writeWhenDenied,
  undoLeavesBehind,
  endlessRun,
  nameTaken,
  notInFinally,
  unknownTarget,
  unreachableNode,
  noWayOut,
  endlessTree,
  idleQuestion,
  ambiguousPath,
  uncoveredValue,
  treeCycle,
  unhandledResult,
  nodeAndOutcome,
  duplicateChoice,
  fixLeadsNowhere,
];
