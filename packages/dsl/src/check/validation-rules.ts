import { graphRules } from './graphs/graph-rules.ts';
import { decisionOrder } from './rules/decision-order.ts';
import { factOrder } from './rules/fact-order.ts';
import { isNotChanged } from './rules/is-not-changed.ts';
import { knownEvents } from './rules/known-events.ts';
import { oneWriter } from './rules/one-writer.ts';
import { roleOrder } from './rules/role-order.ts';
import { shadowedRules } from './rules/shadowed-rules.ts';
import { tableHoles } from './rules/table-holes.ts';
import { templateValues } from './rules/template-values.ts';
import { usedDefinitions } from './rules/used-definitions.ts';
import type { ValidationRule } from './program.ts';

/** Every rule that looks across definitions, in the order they are asked. Their order changes no result, only who is asked first. */
export const validationRules: readonly ValidationRule[] = Object.freeze([
  factOrder,
  roleOrder,
  oneWriter,
  decisionOrder,
  shadowedRules,
  tableHoles,
  isNotChanged,
  knownEvents,
  templateValues,
  usedDefinitions,
  ...graphRules,
]);
