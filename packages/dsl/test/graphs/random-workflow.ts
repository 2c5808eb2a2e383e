import * as fc from 'fast-check';
import type { Condition } from '@deskbook/policies';
import type { Node, Reaction, Verb } from '../../src/bundle/node.ts';

/** How a random step is made; `inner` are steps of a branch or an outcome. */
interface Seed {
  readonly verb: 'do' | 'choose';
  readonly needs: readonly number[];
  readonly join: 'all' | 'any' | number;
  readonly when: boolean;
  readonly outcomes: readonly ('continue' | 'end' | 'hold' | 'block' | 'go')[];
  readonly inner: readonly (readonly Seed[])[];
}

const leaf = seeds(fc.constant([]));

/** Lists of compiled steps that hang together: blocks in blocks, joins, conditions, outcomes. */
export const workflows: fc.Arbitrary<readonly Node[]> = fc
  .array(seeds(fc.array(fc.array(leaf, { minLength: 1, maxLength: 2 }), { maxLength: 2 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((all) => numbered(all));

function seeds(inner: fc.Arbitrary<readonly (readonly Seed[])[]>): fc.Arbitrary<Seed> {
  return fc.record({
    verb: fc.constantFrom<Seed['verb']>('do', 'do', 'choose'),
    needs: fc.array(fc.nat(4), { maxLength: 3 }),
    join: fc.constantFrom<Seed['join']>('all', 'all', 'any', 2),
    when: fc.boolean(),
    outcomes: fc.array(fc.constantFrom<Seed['outcomes'][number]>('continue', 'end', 'hold', 'block', 'go'), {
      minLength: 1,
      maxLength: 3,
    }),
    inner,
  });
}

function numbered(all: readonly Seed[]): readonly Node[] {
  let count = 0;
  const nodes: Node[] = [];
  block(all, null);
  return nodes;

  function block(steps: readonly Seed[], name: string | null): void {
    const ids = steps.map(() => `s${(count += 1)}`);
    for (const [index, seed] of steps.entries()) {
      const id = ids[index] ?? '';
      const needs = [...new Set(seed.needs.filter((need) => need < index))].map((need) => ids[need] ?? '');
      nodes.push(stepOf(seed, id, name, needs));
      for (const [way, inner] of seed.inner.entries()) {
        if (seed.verb === 'choose' || seed.outcomes[way] === 'block') block(inner, `${id}:o${way}`);
      }
    }
  }
}

function stepOf(seed: Seed, id: string, block: string | null, needs: readonly string[]): Node {
  const branches = [
    ...seed.inner.map((_, way) => ({ id: `o${way}`, when: open(`${id}/${way}`) })),
    { id: 'otherwise', when: null },
  ];
  const verb: Verb = seed.verb === 'choose' ? { kind: 'choose', branches } : { kind: 'do', action: 'a', with: {} };
  const outcomes =
    seed.verb === 'choose'
      ? []
      : seed.outcomes.map(
          (kind, way) => [`o${way}`, reactionOf(kind, id, seed.inner[way] !== undefined, way)] as const,
        );
  return {
    id,
    title: { en: id },
    block,
    needs,
    join: seed.join,
    when: seed.when ? open(id) : null,
    verb,
    outcomes: Object.fromEntries(outcomes),
    by: { actor: 'system', role: null, person: null, fallback: [] },
    requires: [],
    establishes: [`done ${id}`],
    plan: { tools: [], estimate: null, privacy: null },
    reference: `workflow/w#/steps/${id}`,
  };
}

function reactionOf(kind: Seed['outcomes'][number], id: string, hasSteps: boolean, way: number): Reaction {
  const establishes = [`${id} o${way}`];
  if (kind === 'end') return { kind: 'end', end: 'over', establishes };
  if (kind === 'hold') return { kind: 'hold', establishes };
  if (kind === 'go')
    return { kind: 'go', to: id, atMost: 1, otherwise: { kind: 'continue', establishes }, establishes: [] };
  return { kind: kind === 'block' && hasSteps ? 'block' : 'continue', establishes };
}

/** A condition of its own, true or false as it comes. */
function open(name: string): Condition {
  return { kind: 'compare', fact: `free.${name}`, operator: 'equals', operand: { value: true }, reference: '' };
}
