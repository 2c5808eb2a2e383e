import type { ValidationRule } from '../program.ts';
import { actingRoles } from './rules/acting-roles.ts';
import { ambiguousPaths } from './rules/ambiguous-paths.ts';
import { deniedDesk } from './rules/denied-desk.ts';
import { endlessRuns } from './rules/endless-runs.ts';
import { flowRules } from './rules/flow-rules.ts';
import { idleQuestions } from './rules/idle-questions.ts';
import { offeredActions } from './rules/offered-actions.ts';
import { permissions } from './rules/permissions.ts';
import { shutDoors } from './rules/shut-doors.ts';
import { temporaryRights } from './rules/temporary-rights.ts';
import { treeCalls } from './rules/tree-calls.ts';
import { treeWays } from './rules/tree-ways.ts';
import { triggerLoops } from './rules/trigger-loops.ts';
import { unfilledRoles } from './rules/unfilled-roles.ts';

/** What can be known of workflows and trees before they run, one rule after the other: flow, trees, permissions, loops. */
export const graphRules: readonly ValidationRule[] = [
  flowRules,
  endlessRuns,
  treeWays,
  treeCalls,
  idleQuestions,
  ambiguousPaths,
  actingRoles,
  permissions,
  deniedDesk,
  offeredActions,
  shutDoors,
  unfilledRoles,
  temporaryRights,
  triggerLoops,
];
