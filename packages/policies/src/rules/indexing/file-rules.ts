import type { DemandedValues } from './demanded-values.ts';
import { type Drawer, type Files, type Gate, wholeProgram } from './drawer.ts';
import type { FactReader } from './fact-reader.ts';
import type { FiledPart, Filing } from './filing.ts';
import type { KeyValue } from '../../conditions/key-value.ts';
import { fileUnder } from '../../file-under.ts';
import { NarrowingFacts } from './narrowing-facts.ts';
import type { RulePrograms } from './rule-programs.ts';
import { sharedComparisons } from './shared-comparisons.ts';

/** So few rules are tried rather than filed. */
const FEW = 4;

/**
 * Files rules in drawers within drawers. A drawer is divided by the facts that narrow its rules best, and what is left by the
 * comparisons that several rules need, until few are left. What a key or a gate proves of a rule is not decided again.
 */
export function fileRules(filings: readonly Filing[], programs: RulePrograms, facts: FactReader): Files {
  const narrowing = new NarrowingFacts(filings);
  const entries: number[] = [];
  const root = fill(filings);
  return { root, entries: Int32Array.from(entries) };

  function fill(inside: readonly Filing[]): Drawer {
    if (inside.length <= FEW) return { ...enter(inside), branches: [], gates: [] };
    const divisions = narrowing.of(inside, FEW).map((path) => ({ path, groups: new Map<KeyValue, Filing[]>() }));
    const others = inside.filter((filing) => !divisions.some(({ path, groups }) => file(filing, path, groups)));
    const shared = others.length > FEW ? sharedComparisons(others) : [];
    const gated = new Set(shared.flatMap((each) => each.filings));
    return {
      ...enter(others.filter((filing) => !gated.has(filing))),
      branches: divisions.map(({ path, groups }) => ({ path, drawers: fillAll(path, groups) })),
      gates: shared.map(({ part, filings: behind }): Gate => ({
        part,
        drawer: fill(behind.map((filing) => without(filing, (each) => each.part === part))),
      })),
    };
  }

  function fillAll(path: number, groups: ReadonlyMap<KeyValue, readonly Filing[]>): ReadonlyMap<number, Drawer> {
    return new Map([...groups].map(([value, group]) => [facts.keyNumber(path, value), fill(group)]));
  }

  /** Files a rule under each value it demands of a fact, if it demands any. */
  function file(filing: Filing, path: number, groups: Map<KeyValue, Filing[]>): boolean {
    const demand = narrowing.demandOf(filing, path);
    if (demand === undefined) return false;
    const rest = keyed(filing, demand);
    for (const value of demand.values) fileUnder(groups, value, rest);
    return true;
  }

  function enter(rules: readonly Filing[]): { readonly from: number; readonly to: number } {
    const from = entries.length;
    for (const { place, parts, isWhole } of rules) {
      const program = programs.add(parts.map(({ part }) => part));
      entries.push(place, isWhole ? wholeProgram(program) : program);
    }
    return { from, to: entries.length };
  }
}

/** What is left of a filing in the drawer of a key. */
function keyed(filing: Filing, demand: DemandedValues): Filing {
  return {
    ...without(filing, (part) => part.demands === demand),
    demands: filing.demands.filter((each) => each !== demand),
    copies: filing.copies * demand.values.length,
  };
}

/** A filing without the parts that are settled. One of several ways to file a rule keeps them: it is decided whole. */
function without(filing: Filing, isSettled: (part: FiledPart) => boolean): Filing {
  return filing.isWhole ? filing : { ...filing, parts: filing.parts.filter((part) => !isSettled(part)) };
}
