import type { Kind } from '../syntax/kind.ts';
import { graphRules } from './graphs/graph-rules.ts';
import { permissions } from './graphs/rules/permissions.ts';
import { unfilledRoles } from './graphs/rules/unfilled-roles.ts';
import type { Compiled, ValidationRule } from './program.ts';
import { decisionOrder } from './rules/decision-order.ts';
import { factOrder } from './rules/fact-order.ts';
import { holidaysEndBefore } from './rules/holidays-end.ts';
import { isNotChanged } from './rules/is-not-changed.ts';
import { knownEvents } from './rules/known-events.ts';
import { oneWriter } from './rules/one-writer.ts';
import { roleOrder } from './rules/role-order.ts';
import { samplePayloads } from './rules/sample-payloads.ts';
import { shadowedRules } from './rules/shadowed-rules.ts';
import { startableIds } from './rules/startable-ids.ts';
import { slasOfOneRank } from './rules/slas-of-one-rank.ts';
import { tableHoles } from './rules/table-holes.ts';
import { templateValues } from './rules/template-values.ts';
import { usedDefinitions } from './rules/used-definitions.ts';
import { wholeMails } from './rules/whole-mails.ts';

/** Every rule that looks across definitions, in the order they are asked. Their order changes no result, only who is asked first. */
const validationRules: readonly ValidationRule[] = Object.freeze([
  factOrder,
  roleOrder,
  startableIds,
  oneWriter,
  decisionOrder,
  shadowedRules,
  tableHoles,
  holidaysEndBefore,
  slasOfOneRank,
  isNotChanged,
  knownEvents,
  samplePayloads,
  templateValues,
  wholeMails,
  usedDefinitions,
  ...graphRules,
]);

/** Rules that say that something is nowhere, and the kinds they look for it in: with one of these absent they would be wrong. */
const lookThrough = new Map<ValidationRule, readonly Kind[]>([
  [knownEvents, ['source']],
  [usedDefinitions, ['workflow', 'decision', 'trigger', 'service', 'intent', 'approval', 'access', 'sla']],
  [permissions, ['access']],
  [unfilledRoles, ['access']],
]);

/** Asks every rule of what has been compiled. */
export function validate(compiled: Compiled): void {
  for (const rule of validationRules) {
    if ((lookThrough.get(rule) ?? []).every((kind) => compiled.whole.has(kind))) rule(compiled);
  }
}
