import type { DemandedValues } from './comparison-table.ts';
import type { FiledPart, Filing } from './filing.ts';
import type { KeyValue } from './key-value.ts';
import type { RulePrograms } from './rule-programs.ts';

/**
 * A drawer of the index. `from` to `to`: the rules that are tried whenever the drawer is opened, in declared order, as pairs in the list of
 * entries. Each of its branches looks at one fact and opens the drawer of its value; all of them where the fact is absent. Each of
 * its gates opens a drawer unless a comparison fails that all rules inside need.
 */
export interface Drawer {
  readonly from: number;
  readonly to: number;
  readonly branches: readonly Branch[];
  readonly gates: readonly Gate[];
}

/** Drawers by the value of one fact. */
export interface Branch {
  readonly path: number;
  readonly drawers: ReadonlyMap<KeyValue, Drawer>;
}

/** A drawer behind a comparison. */
export interface Gate {
  readonly part: number;
  readonly drawer: Drawer;
}

/** Where rules are filed: the outermost drawer, and pairs of a rule's place and what is left to decide of it. */
export interface Files {
  readonly root: Drawer;
  readonly entries: Int32Array;
}

/** An entry whose rule is decided whole, whatever the keys were. */
export const wholeEntry = (program: number): number => ~program;

/** So few rules are tried rather than filed. */
const FEW = 4;

/** In how many drawers a rule may lie because it accepts several values. */
const MAX_COPIES = 64;

interface Unfiled extends Filing {
  readonly copies: number;
}

/**
 * Files rules in drawers within drawers: each drawer is divided by the fact that narrows most of its rules best, until few are left. What a
 * key proves of a rule is not decided again.
 */
export function fileRules(filings: readonly Filing[], programs: RulePrograms): Files {
  const values = distinctValues(filings);
  const entries: number[] = [];
  const root = drawer(filings.map((filing) => ({ ...filing, copies: 1 })));
  return { root, entries: Int32Array.from(entries) };

  function drawer(unfiled: readonly Unfiled[]): Drawer {
    const paths = unfiled.length <= FEW ? [] : bestPaths(unfiled);
    let rest = unfiled;
    const gated: [number, readonly Unfiled[]][] = [];
    const groups: [number, Map<KeyValue, Unfiled[]>][] = [];
    for (const path of paths) {
      const group = new Map<KeyValue, Unfiled[]>();
      rest = rest.filter((filing) => !place(filing, path, group));
      groups.push([path, group]);
    }
    if (rest.length > FEW) {
      const byPart = shared(rest);
      for (const [part, group] of byPart) gated.push([part, group.map((filing) => passed(filing, part))]);
      const inside = new Set(gated.length === 0 ? [] : [...byPart.values()].flat());
      rest = rest.filter((filing) => !inside.has(filing));
    }
    const from = entries.length;
    for (const { place: rule, parts, whole } of rest) {
      const program = programs.add(parts.map(({ part }) => part));
      entries.push(rule, whole ? wholeEntry(program) : program);
    }
    const to = entries.length;
    return {
      from,
      to,
      branches: groups.map(([path, group]) => ({ path, drawers: new Map([...group].map(([key, all]) => [key, drawer(all)])) })),
      gates: gated.map(([part, group]) => ({ part, drawer: drawer(group) })),
    };
  }

  function place(filing: Unfiled, path: number, group: Map<KeyValue, Unfiled[]>): boolean {
    const demand = filing.demands.find((each) => each.path === path && isUsable(filing, each));
    if (demand === undefined) return false;
    const inside = settle(filing, demand);
    for (const value of demand.values) {
      const known = group.get(value);
      if (known === undefined) group.set(value, [inside]);
      else known.push(inside);
    }
    return true;
  }

  function isUsable({ copies }: Unfiled, { path, values: { length } }: DemandedValues): boolean {
    return length > 0 && copies * length <= MAX_COPIES && shareOf(path, length) <= 0.5;
  }

  /** Which part of the events passes, if the values that rules name were equally frequent, and one more that none names. */
  function shareOf(path: number, accepted: number): number {
    return accepted / ((values.get(path)?.size ?? 0) + 1);
  }

  /** The facts to divide by: again and again the one that narrows most of what is left. */
  function bestPaths(unfiled: readonly Unfiled[]): readonly number[] {
    const paths: number[] = [];
    let rest = unfiled;
    for (;;) {
      const best = bestPath(rest);
      if (best === undefined) return paths;
      paths.push(best);
      rest = rest.filter((filing) => !filing.demands.some((each) => each.path === best && isUsable(filing, each)));
      if (rest.length <= FEW) return paths;
    }
  }

  function bestPath(unfiled: readonly Unfiled[]): number | undefined {
    const gains = new Map<number, { gain: number; count: number }>();
    for (const filing of unfiled) {
      for (const demand of filing.demands) {
        if (!isUsable(filing, demand)) continue;
        const sum = gains.get(demand.path) ?? { gain: 0, count: 0 };
        gains.set(demand.path, sum);
        sum.gain += 1 - shareOf(demand.path, demand.values.length);
        sum.count += 1;
      }
    }
    let best: number | undefined;
    let most = 0;
    for (const [path, { gain, count }] of gains) {
      if (count <= FEW || gain <= most) continue;
      best = path;
      most = gain;
    }
    return best;
  }
}

function distinctValues(filings: readonly Filing[]): ReadonlyMap<number, ReadonlySet<KeyValue>> {
  const values = new Map<number, Set<KeyValue>>();
  for (const { path, values: demanded } of filings.flatMap(({ demands }) => demands)) {
    const known = values.get(path) ?? new Set();
    values.set(path, known);
    for (const value of demanded) known.add(value);
  }
  return values;
}

/** A filing inside the drawer of a key: what the key proves is done with. */
function settle(filing: Unfiled, demand: DemandedValues): Unfiled {
  const parts = filing.whole ? filing.parts : filing.parts.filter((part: FiledPart) => part.demands !== demand);
  return {
    ...filing,
    parts,
    demands: filing.demands.filter((each) => each !== demand),
    copies: filing.copies * demand.values.length,
  };
}

/** Comparisons that several rules need, each with those rules. A rule goes to the one that most of them share. */
function shared(unfiled: readonly Unfiled[]): ReadonlyMap<number, readonly Unfiled[]> {
  const counts = new Map<number, number>();
  for (const { parts, whole } of unfiled) {
    for (const { part } of whole ? [] : parts) if (typeof part === 'number') counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  const groups = new Map<number, Unfiled[]>();
  for (const filing of unfiled) {
    let best: number | undefined;
    for (const { part } of filing.whole ? [] : filing.parts) {
      if (typeof part === 'number' && (counts.get(part) ?? 0) > (best === undefined ? 1 : (counts.get(best) ?? 0))) best = part;
    }
    if (best === undefined) continue;
    const group = groups.get(best);
    if (group === undefined) groups.set(best, [filing]);
    else group.push(filing);
  }
  for (const [part, group] of groups) if (group.length < 2) groups.delete(part);
  return groups;
}

function passed(filing: Unfiled, gate: number): Unfiled {
  if (filing.whole) return filing;
  return { ...filing, parts: filing.parts.filter(({ part }) => part !== gate) };
}
