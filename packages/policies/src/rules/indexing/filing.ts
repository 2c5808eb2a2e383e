import type { ComparisonTable } from './comparison-table.ts';
import type { DemandedValues } from './demanded-values.ts';
import { comparisonOf, type ConditionPart, isNegated, partsOf } from './condition-part.ts';
import type { KeyValue } from '../../conditions/key-value.ts';

/** A part that must hold for the rule to hold, and what it demands, where that can be filed. */
export interface FiledPart {
  readonly part: ConditionPart;
  readonly demands: DemandedValues | undefined;
}

/**
 * One way to find a rule: what is to be decided of it, and what it demands. `isWhole`: it is one of several ways, for the branches of an `any`, so
 * that a key says nothing about the rule but that it is to be looked at.
 */
export interface Filing {
  /** The rule's place in declared order. */
  readonly place: number;
  readonly parts: readonly FiledPart[];
  readonly demands: readonly DemandedValues[];
  readonly isWhole: boolean;
  /** In how many drawers it lies. */
  readonly copies: number;
}

/** How many branches of an `any` are filed apart. */
const MAX_BRANCHES = 16;

/**
 * The ways to file a rule. Each part of its `all` that demands values is a key. Where there is none, an `any` of which every branch has keys
 * is filed once a branch.
 */
export function filingsOf(place: number, part: ConditionPart, table: ComparisonTable): readonly Filing[] {
  const parts = partsOf(part, 'all').map((each) => ({ part: each, demands: demandsOf(each, table) }));
  const demands = demandsIn(parts);
  const branches = demands.length > 0 ? undefined : branchesOf(parts, table);
  if (branches === undefined) return [{ place, parts, demands, isWhole: false, copies: 1 }];
  return branches.map((branch) => ({ place, parts, demands: branch, isWhole: true, copies: 1 }));
}

function demandsIn(parts: readonly FiledPart[]): readonly DemandedValues[] {
  return parts.flatMap(({ demands }) => (demands === undefined ? [] : [demands]));
}

/** What a part demands: a comparison by itself, or an `any` whose branches all ask for values of one fact. */
function demandsOf(part: ConditionPart, table: ComparisonTable): DemandedValues | undefined {
  if (typeof part === 'number') return table.demandsOf(comparisonOf(part), isNegated(part));
  return part.kind === 'any' ? together(part.of.map((each) => demandsOf(each, table))) : undefined;
}

function together(all: readonly (DemandedValues | undefined)[]): DemandedValues | undefined {
  const path = all[0]?.path;
  if (path === undefined) return undefined;
  const values = new Set<KeyValue>();
  for (const each of all) {
    if (each?.path !== path) return undefined;
    for (const value of each.values) values.add(value);
  }
  return { path, values: [...values] };
}

function branchesOf(
  parts: readonly FiledPart[],
  table: ComparisonTable,
): readonly (readonly DemandedValues[])[] | undefined {
  for (const { part } of parts) {
    if (typeof part === 'number' || part.kind === 'all' || part.of.length > MAX_BRANCHES) continue;
    const branches = part.of.map((branch) =>
      demandsIn(partsOf(branch, 'all').map((each) => ({ part: each, demands: demandsOf(each, table) }))),
    );
    if (branches.length > 0 && branches.every((demands) => demands.length > 0)) return branches;
  }
  return undefined;
}
