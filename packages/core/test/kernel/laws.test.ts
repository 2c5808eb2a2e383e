import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finallyBlock } from '@deskbook/dsl/bundle';
import { advance, initialState, step } from '../../src/kernel/index.ts';
import type { RunState } from '../../src/kernel/index.ts';
import { graphs, historyOf } from './any-history.ts';

const histories = fc
  .tuple(graphs, fc.array(fc.nat({ max: 10_000 }), { maxLength: 60 }))
  .map(([over, choices]) => ({ over, history: historyOf(over, choices) }));

test('advance is the fold of step, from the beginning and from any checkpoint, also one that went through JSON', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 100 }), ({ over, history }, cut) => {
      const whole = advance(over, history);
      let state: RunState | null = null;
      for (const entry of history) ({ state } = step(over, state, entry));
      expect(whole.state).toEqual(state);
      expect(whole.commands).toEqual(whole.state.outstanding);
      const checkpoint = advance(over, history.slice(0, cut)).state;
      const sorted = JSON.parse(JSON.stringify(checkpoint, keysSorted)) as RunState;
      expect(advance(over, history.slice(cut), sorted).state).toEqual(whole.state);
      expect(whole.state.count).toBe(history.length);
    }),
    { numRuns: 400 },
  );
});

test('an entry that is ignored changes nothing but the count, and writes to nothing it was given', () => {
  fc.assert(
    fc.property(histories, ({ over, history }) => {
      let state = initialState(over);
      for (const entry of history) {
        const before = structuredClone(state);
        const result = step(over, state, entry);
        expect(state).toEqual(before);
        const unchanged = { ...state, count: state.count + 1 };
        expect(result.state).toEqual(result.ignored === null ? result.state : unchanged);
        state = result.state;
      }
    }),
    { numRuns: 400 },
  );
});

test('a run that has not ended always waits for something', () => {
  fc.assert(
    fc.property(histories, ({ over, history }) => {
      const { state } = advance(over, history);
      expect(state.outstanding.length > 0).toBe(state.status !== 'ended');
    }),
    { numRuns: 400 },
  );
});

test('no effect is on the ledger twice, and none is taken back that was not done', () => {
  fc.assert(
    fc.property(histories, ({ over, history }) => {
      const { state } = advance(over, history);
      const keys = state.effects.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const undone = history.filter(({ type }) => type === 'undo.done').length;
      expect(state.effects.filter(({ undone }) => undone === 'done').length).toBeLessThanOrEqual(
        undone + history.length,
      );
    }),
    { numRuns: 400 },
  );
});

test('what stands in `finally` runs once in the life of a run, after all else, is never taken back, and changes no end', () => {
  fc.assert(
    fc.property(histories, ({ over, history }) => {
      const finals = new Set(over.workflow.nodes.flatMap(({ id, block }) => (block === finallyBlock ? [id] : [])));
      let state = initialState(over);
      for (const entry of history) {
        const before = state;
        ({ state } = step(over, state, entry));
        const { finishing = null } = state;
        const began = [...finals].some((id) => state.nodes[id]?.status !== 'waiting');
        const hasEnded = before.status === 'running' && state.status === 'ended';
        const ends = state.outstanding.flatMap((wanted) => (wanted.type === 'end' ? [wanted.end] : []));
        const stands = finishing === null || state.status !== 'running' ? ends : [finishing.end];
        expect(began && finishing === null).toBe(false);
        expect(hasEnded && finals.size > 0 && (before.finishing ?? null) === null).toBe(false);
        expect(finishing).toEqual(before.finishing ?? finishing);
        expect(ends).toEqual(ends.map(() => stands[0]));
      }
      expect([...finals].map((id) => state.nodes[id]?.visit)).toEqual([...finals].map(() => 0));
      expect(state.effects.filter(({ node: id, undone }) => finals.has(id) && undone !== 'no')).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

/** JSON with its keys in order, as checkpoints are stored. */
function keysSorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
