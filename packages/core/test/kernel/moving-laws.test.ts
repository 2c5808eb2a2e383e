import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Node } from '@deskbook/dsl/bundle';
import { advance, effectKey, mapRun, step } from '../../src/kernel/index.ts';
import type { Entry, Graph, Moved, RunState } from '../../src/kernel/index.ts';
import { goOn, graphs, historyOf } from './any-history.ts';
import { act, node } from './build.ts';
import { at } from './drive.ts';

/** What becomes of one step in the next version. */
interface Edit {
  readonly how: 'keep' | 'rename' | 'remove' | 'turn';
  /** A new step right before it, which it then needs. */
  readonly before: 'do' | 'task' | 'approve' | null;
  /** A need it loses. */
  readonly without: boolean;
}

const edits: fc.Arbitrary<Edit> = fc.record({
  how: fc.oneof(
    { weight: 12, arbitrary: fc.constant('keep' as const) },
    { weight: 5, arbitrary: fc.constant('rename' as const) },
    { weight: 1, arbitrary: fc.constantFrom('remove' as const, 'turn' as const) },
  ),
  before: fc.oneof(
    { weight: 10, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('do' as const, 'task' as const, 'approve' as const) },
  ),
  without: fc.nat({ max: 19 }).map((number) => number === 0),
});

/** The next version of a graph, and which steps are called otherwise in it. */
function edited(over: Graph, edits: readonly Edit[]): { readonly next: Graph; readonly map: Moved['map'] } {
  const map = new Map<string, string>();
  const gone = new Set<string>();
  for (const [index, { id }] of over.workflow.nodes.entries()) {
    const how = edits[index]?.how;
    if (how === 'rename') map.set(id, `m${index}`);
    if (how === 'remove') gone.add(id);
  }
  const now = (id: string): string => map.get(id) ?? id;
  const nodes = over.workflow.nodes.flatMap((old, index): readonly Node[] => {
    if (gone.has(old.id)) return [];
    const edit = edits[index];
    const kept = old.needs.filter((need) => !gone.has(need)).map(now).slice(edit?.without ? 1 : 0); // prettier-ignore
    // A new step may well be called as another was before.
    const fresh = edit?.before ? [{ ...added(edit.how === 'rename' && index % 2 === 0 ? old.id : `x${index}`, edit.before), block: old.block }] : []; // prettier-ignore
    const needs = [...kept, ...fresh.map(({ id }) => id)];
    const outcomes = Object.fromEntries(
      Object.entries(old.outcomes).map(([outcome, reaction]) => [
        outcome,
        reaction.kind === 'go' ? { ...reaction, to: now(reaction.to) } : reaction,
      ]),
    );
    const turned = edit?.how === 'turn' ? ({ kind: 'decide', decision: 'other' } as const) : old.verb;
    return [...fresh, { ...old, id: now(old.id), needs, outcomes, verb: turned }];
  });
  return { next: { ...over, workflow: { ...over.workflow, nodes } }, map: Object.fromEntries(map) };
}

function added(id: string, kind: NonNullable<Edit['before']>): Node {
  if (kind === 'do') return act(id, 'do');
  if (kind === 'task') return node(id, { kind: 'task', text: {}, form: {}, within: null });
  return node(id, { kind: 'approve', approval: 'ok' });
}

/** Mostly what goes well, so that runs come far before they are moved. */
const smooth = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 3_000 }).map((number) => number * 3).filter((number) => number % 5 !== 0 && number % 7 !== 0 && number % 23 !== 0) }, // prettier-ignore
  { weight: 1, arbitrary: fc.nat({ max: 10_000 }) },
);

const moves = fc.record({
  over: graphs,
  before: fc.array(smooth, { maxLength: 25 }),
  edits: fc.array(edits, { minLength: 6, maxLength: 6 }),
  after: fc.array(smooth, { maxLength: 40 }),
});

const entry = (map: Moved['map'], index: number): Entry & Moved => ({
  type: 'run.moved',
  from: 'hash',
  to: 'next',
  workflow: 'test',
  map,
  by: 'tina',
  reason: 'the new one is better',
  at: at(index),
});

const through = (state: RunState, id: string): boolean =>
  ['finished', 'skipped'].includes(state.nodes[id]?.status ?? '');

/** The approvals that surely come before a step where every need is needed: all above it. */
function approvalsAbove({ workflow: { nodes } }: Graph, id: string): readonly string[] {
  const needs = nodes.find((node) => node.id === id)?.needs ?? [];
  const own = needs.filter((need) => nodes.some((node) => node.id === need && node.verb.kind === 'approve'));
  return [...own, ...needs.flatMap((need) => approvalsAbove({ workflow: { nodes } } as Graph, need))];
}

const goesBack = ({ workflow: { nodes } }: Graph): boolean =>
  nodes.some(({ outcomes }) => Object.values(outcomes).some(({ kind }) => kind === 'go'));

test('whatever is changed: a run that is moved does nothing again, gets around no approval, and every need holds', () => {
  let moved = 0;
  let withEffects = 0;
  fc.assert(
    fc.property(moves, ({ over, before, edits, after }) => {
      const history = historyOf(over, before);
      const { state } = advance(over, history);
      const { next, map } = edited(over, edits);
      const mapped = mapRun(over, next, state, entry(map, 100));
      if (!mapped.ok) return mapped.inTheWay.length > 0;
      moved += 1;
      if (state.effects.length > 0) withEffects += 1;
      const stepped = step(next, state, entry(map, 100));
      expect(stepped.ignored).toBeNull();
      expect(mapped.state).toEqual(stepped.state);
      // What has happened is all there, under its own keys.
      expect(mapped.state.effects.map(({ key }) => key)).toEqual(state.effects.map(({ key }) => key));
      expect(Object.keys(mapped.state.pending)).toEqual(Object.keys(state.pending));
      const finished = Object.entries(state.nodes).filter(([, { status }]) => status === 'finished');
      expect(finished.map(([id]) => mapped.state.nodes[map[id] ?? id])).toEqual(finished.map(([, node]) => node));
      let current = mapped.state;
      const asked = new Set(state.effects.map(({ key }) => key));
      const look = (): void => {
        for (const command of current.outstanding) {
          if (command.type !== 'attempt' || command.undo || current.status !== 'running') continue;
          expect(asked.has(command.key)).toBe(false);
          // What stood before it when the run was moved has come, wherever it stands now.
          const old = Object.keys(state.nodes).find((id) => (map[id] ?? id) === command.node);
          const { status, visit } = state.nodes[old ?? ''] ?? { status: 'waiting', visit: 0 };
          const begun = status !== 'waiting' || visit > 0;
          expect(command.key).toBe(effectKey('r', (begun ? old : command.node) ?? '', command.visit));
          if (old === undefined || state.nodes[old]?.status !== 'waiting') continue;
          // What the run cannot go back to before and had behind it may be gone.
          const past = (id: string): boolean => !goesBack(over) && through(state, id);
          for (const above of approvalsAbove(over, old))
            expect(past(above) || through(current, map[above] ?? above)).toBe(true);
        }
        for (const { id, needs } of next.workflow.nodes) {
          const here = current.nodes[id];
          if (here === undefined || ['waiting', 'dropped', 'undone'].includes(here.status) || here.visit > 0) continue;
          expect(needs.filter((need) => !through(current, need) && (current.nodes[need]?.visit ?? 0) === 0)).toEqual([]); // prettier-ignore
        }
      };
      look();
      const later = goOn(next, current, after);
      for (const each of later) {
        ({ state: current } = step(next, current, each));
        for (const { key } of current.effects) asked.add(key);
        if (current.ending === null && !current.finishing) look();
      }
      const whole = [...history, entry(map, 100), ...later];
      const again = advance(over, whole, null, (bundle) => (bundle === 'next' ? next : null));
      expect(again.state).toEqual(current);
      return true;
    }),
    { numRuns: 2_000 },
  );
  expect(moved).toBeGreaterThan(400);
  expect(withEffects).toBeGreaterThan(40);
});
