import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowOf } from '../../src/check/graphs/flow/flow.ts';
import { precedence } from '../../src/check/graphs/flow/precedence.ts';
import { runScenario } from '../../src/check/graphs/flow/run-scenario.ts';
import { openScenario } from '../../src/check/graphs/flow/scenario.ts';
import { labelOf, stepGains } from '../../src/check/graphs/flow/step-gains.ts';
import type { Node } from '../../src/bundle/node.ts';
import { workflows } from './random-workflow.ts';
import { simulate, type Simulated } from './simulate.ts';

const choices = fc.array(fc.nat(11), { minLength: 60, maxLength: 60 });

/** A run of these steps, in which these numbers decide whatever is open. */
function runBy(nodes: readonly Node[], numbers: readonly number[]): Simulated {
  let index = 0;
  return simulate(nodes, (count) => {
    const number = numbers[index % numbers.length] ?? 0;
    index += 1;
    return number % count;
  });
}

/** Labels of a set of tokens, without what the rules add of their own. */
function labelsIn(sure: ReadonlySet<string> | undefined, all: Iterable<string>): readonly string[] {
  return [...all].filter((label) => sure?.has(labelOf(label)) === true);
}

function everyLabel(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(({ id, establishes, outcomes }) => [
    ...establishes,
    ...Object.keys(outcomes).map((outcome) => `${id} ${outcome}`),
  ]);
}

describe('whatever a run does', () => {
  it('the steps that surely precede another have settled, or are around it, when it starts', () => {
    fc.assert(
      fc.property(workflows, fc.array(choices, { minLength: 5, maxLength: 5 }), (nodes, runs) => {
        const before = precedence(flowOf(nodes));
        for (const { started } of runs.map((numbers) => runBy(nodes, numbers))) {
          for (const [id, { settled }] of started) {
            const around = enclosing(nodes, id);
            for (const prior of before.get(id) ?? []) expect(settled.has(prior) || around.has(prior)).toBe(true);
          }
        }
      }),
    );
  });

  it('what the walk over all ways calls sure is established when a step starts, and only steps that can start do', () => {
    fc.assert(
      fc.property(workflows, fc.array(choices, { minLength: 5, maxLength: 5 }), (nodes, runs) => {
        const walked = runScenario(flowOf(nodes), openScenario, stepGains, []);
        const labels = everyLabel(nodes);
        for (const { started } of runs.map((numbers) => runBy(nodes, numbers))) {
          for (const [id, { established }] of started) {
            expect(walked.steps.get(id)?.runs).toBe(true);
            expect(labelsIn(walked.steps.get(id)?.sure, labels).filter((label) => !established.has(label))).toEqual([]);
          }
        }
      }),
    );
  });

  it('the end is one the walk foresaw, with what was sure then', () => {
    fc.assert(
      fc.property(workflows, choices, (nodes, numbers) => {
        const { end } = runBy(nodes, numbers);
        if (end === null) return;
        const foreseen = runScenario(flowOf(nodes), openScenario, stepGains, []).ends.filter(
          (one) => one.end === end.end,
        );
        const possible = foreseen.filter(({ sure }) =>
          labelsIn(sure, everyLabel(nodes)).every((label) => end.established.has(label)),
        );
        expect(possible).not.toEqual([]);
      }),
    );
  });
});

describe('the walk is not too careful', () => {
  it('in small workflows without joins: what every run of very many has established is called sure', () => {
    fc.assert(
      fc.property(
        workflows.filter((nodes) => nodes.length <= 4 && nodes.every(({ join }) => join === 'all')),
        fc.array(choices, { minLength: 200, maxLength: 200 }),
        (nodes, runs) => {
          const walked = runScenario(flowOf(nodes), openScenario, stepGains, []);
          const starts = new Map<string, ReadonlySet<string>[]>();
          for (const { started } of runs.map((numbers) => runBy(nodes, numbers))) {
            for (const [id, { established }] of started) starts.set(id, [...(starts.get(id) ?? []), established]);
          }
          for (const [id, found] of starts) {
            if (found.length < 60) continue;
            const always = everyLabel(nodes).filter((label) => found.every((established) => established.has(label)));
            const inOrder = always.filter((label) =>
              precedes(nodes, label.replace('done ', '').split(' ')[0] ?? '', id),
            );
            expect(inOrder.filter((label) => walked.steps.get(id)?.sure.has(labelOf(label)) !== true)).toEqual([]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** Whether one step, or one around it, is before another by its needs, or the other stands inside it. */
function precedes(nodes: readonly Node[], one: string, other: string): boolean {
  const before = precedence(flowOf(nodes)).get(other) ?? new Set<string>();
  return [one, ...enclosing(nodes, one)].some((id) => before.has(id));
}

function enclosing(nodes: readonly Node[], id: string): ReadonlySet<string> {
  const around = new Set<string>();
  for (let block = nodes.find((node) => node.id === id)?.block ?? null; block !== null;) {
    const owner = block.split(':')[0] ?? '';
    around.add(owner);
    block = nodes.find((node) => node.id === owner)?.block ?? null;
  }
  return around;
}
