import { factsOf } from '@deskbook/policies/conditions';
import type { FactPath } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';

const ownRoots = new Set(['subject', 'resource']);

/** Whether an action is one a pattern names: exactly, or by its beginning before one trailing `*`. */
function names(pattern: string, action: string): boolean {
  return pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
}

/** Of how many actions it is remembered what they need. */
const mostActions = 10_000;

const needs = new WeakMap<Bundle, Map<string, readonly FactPath[]>>();

/** The facts that deciding about an action may need, besides the subject and the resource. Looked for once in each bundle. */
export function accessNeeds(bundle: Bundle, action: string): readonly FactPath[] {
  const known = needs.get(bundle) ?? new Map<string, readonly FactPath[]>();
  needs.set(bundle, known);
  const found = known.get(action) ?? findNeeds(bundle, action);
  // Anybody may ask about any action: names that nobody declared are not kept for ever.
  if (known.size < mostActions) known.set(action, found);
  return found;
}

function findNeeds(bundle: Bundle, action: string): readonly FactPath[] {
  const { grants, denials, roles, breakGlass = [] } = bundle.access;
  const paths = new Set<FactPath>(
    roles.flatMap((role) => role.from.flatMap((source) => (source.kind === 'fact' ? [source.fact] : []))),
  );
  for (const grant of grants) {
    if (grant.when === null || ![...grant.allow, ...grant.ask].some((pattern) => names(pattern, action))) continue;
    for (const path of factsOf(grant.when)) paths.add(path);
  }
  for (const denial of denials) {
    if (denial.when === null || !denial.deny.some((pattern) => names(pattern, action))) continue;
    for (const path of factsOf(denial.when)) paths.add(path);
  }
  for (const { when, allow } of breakGlass) {
    if (when === null || !allow.some((pattern) => names(pattern, action))) continue;
    for (const path of factsOf(when)) paths.add(path);
  }
  return [...paths].filter((path) => !ownRoots.has(path.split('.', 1)[0] ?? ''));
}
