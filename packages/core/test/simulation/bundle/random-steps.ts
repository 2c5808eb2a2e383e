import type { Random } from '../random.ts';
import { ROLES } from './fixed-definitions.ts';

/** A step as it is written. */
export type Step = { readonly id: string } & { readonly [key: string]: unknown };

/** What steps may speak of. */
export interface Vocabulary {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly approvals: readonly string[];
  /** Workflows that may be run as a part, with the ends each has: none of them leads back here. */
  readonly parts: readonly { readonly id: string; readonly ends: readonly string[] }[];
}

type Outcome = string | { readonly [key: string]: unknown };

const ENDS = ['failed', 'escalated', 'early'] as const;

/** Writes down steps at random, in blocks inside one another. */
export function randomSteps(random: Random, words: Vocabulary): readonly Step[] {
  let written = 0;

  /** The steps of one block. */
  function block(depth: number, most: number): readonly Step[] {
    const above: string[] = [];
    return Array.from({ length: 1 + random.below(most) }, () => {
      written += 1;
      const id = `s${written}`;
      const step = oneStep(id, depth, above);
      above.push(id);
      return step;
    });
  }

  function oneStep(id: string, depth: number, above: readonly string[]): Step {
    const { outcomes, ...verb } = verbOf(id, depth, above);
    return {
      id,
      ...needsOf(above),
      ...(random.chance(0.2) && { when: condition() }),
      ...verb,
      ...(Object.keys(outcomes).length > 0 && { outcomes }),
    };
  }

  function needsOf(above: readonly string[]): object {
    if (above.length === 0 || random.chance(0.5)) return {};
    const needs = random.some(above, 0.5);
    const join = random.pick(['all', 'any', 1, needs.length]);
    return needs.length > 1 ? { needs, join } : { needs };
  }

  function condition(): object {
    return random.pick([
      { 'ticket.floor': { gte: 2 } },
      { 'ticket.floor': { lt: 3 } },
      { 'ticket.kind': { in: ['plain', 'asked'] } },
      { 'requester.employment': 'employee' },
    ]);
  }

  function verbOf(id: string, depth: number, above: readonly string[]): Verb {
    const bad = (names: readonly string[], must = false): { [outcome: string]: Outcome } => {
      const said = must ? names : random.some(names, 0.5);
      return Object.fromEntries(said.map((name) => [name, reaction(id, depth, above)]));
    };
    const kinds = ['do', 'do', 'do', 'do', 'read', 'task', 'ask', 'approve', 'approve', 'decide', 'wait', 'event', 'poll', 'find', 'tell'] as const; // prettier-ignore
    const kind = random.pick([...kinds, ...(depth < 2 ? (['choose', 'each', 'run'] as const) : [])]);
    switch (kind) {
      case 'do':
        return { do: random.pick(words.writes), with: { what: id }, outcomes: bad(['failed', 'denied', 'refused']) };
      case 'read':
        return { do: random.pick(words.reads), with: { what: id }, outcomes: bad(['failed']) };
      case 'tell':
        return { do: 'helpdesk.transition', with: { ticket: '{{ticket.id}}', state: random.pick(['open', 'done']) }, outcomes: bad(['failed']) }; // prettier-ignore
      case 'task':
        return { task: 'Look at it', by: { role: random.pick(ROLES) }, form: form(), ...within(), outcomes: bad(['declined', 'timed_out'], true) }; // prettier-ignore
      case 'ask':
        return { ask: '{{requester.id}}', say: 'Since when?', form: form(), ...within(), outcomes: bad(['declined', 'timed_out'], true) }; // prettier-ignore
      case 'approve':
        return { approve: random.pick(words.approvals), outcomes: { ...bad(['rejected', 'withdrawn']), ...bad(['expired'], true) } }; // prettier-ignore
      case 'decide':
        return { decide: 'verdict', outcomes: bad(['DENIED', 'MISSING', 'no_rule'], true) };
      case 'wait':
        return { wait: random.pick([{ for: '20m' }, { for: '2h' }, { until: '2026-03-03T09:00:00Z' }]), outcomes: {} };
      case 'event':
        return { wait: { event: 'ticket.commented', since: random.pick(['run', 'step']) }, within: random.pick(['1h', '1d']), outcomes: bad(['timed_out'], true) }; // prettier-ignore
      case 'poll':
        return { wait: { until: { check: random.pick(words.reads), with: { what: id }, when: { 'check.ready': true } }, every: '10m' }, within: '3h', outcomes: bad(['timed_out'], true) }; // prettier-ignore
      case 'find':
        return { find: 'ticket', where: { 'other.floor': { gte: 1 } }, at_most: 5, outcomes: {} };
      case 'choose':
        return { choose: [{ id: `${id}-a`, when: condition(), steps: block(depth + 1, 2) }, { id: `${id}-b`, otherwise: true, steps: block(depth + 1, 2) }], outcomes: {} }; // prettier-ignore
      case 'each':
        return { each: { in: '{{ticket.rooms}}', as: 'room', key: '{{room}}', at_once: 1 + random.below(3) }, steps: block(2, 2), outcomes: bad(['some_failed', 'all_failed'], true) }; // prettier-ignore
      case 'run':
        return runPart(bad);
    }
  }

  function runPart(bad: (names: readonly string[], must: boolean) => Verb['outcomes']): Verb {
    if (words.parts.length === 0) return { wait: { for: '5m' }, outcomes: {} };
    const { id, ends } = random.pick(words.parts);
    return { run: id, with: { ticket: '{{ticket.id}}' }, outcomes: bad(ends, true) };
  }

  const form = (): object =>
    random.chance(0.5) ? {} : { note: { type: 'text', min: 2 }, count: { type: 'integer', optional: true } };

  const within = (): object => (random.chance(0.6) ? { within: random.pick(['1h', '1d']) } : {});

  function reaction(self: string, depth: number, above: readonly string[]): Outcome {
    switch (random.below(depth < 2 ? 7 : 6)) {
      case 0:
        return 'continue';
      case 1:
        return { end: random.pick(ENDS) };
      case 2:
        return { undo: 'all', end: 'undone' };
      case 3:
        return { go: random.pick([self, ...above]), at_most: 1 + random.below(2), else: random.pick(['hold', 'continue']) }; // prettier-ignore
      case 4:
        return { task: { role: random.pick(ROLES), title: 'Do it by hand' } };
      case 5:
        return 'hold';
      default:
        return { steps: block(depth + 1, 2) };
    }
  }

  return block(0, 4);
}

/** The ends that steps can come to, besides `done`. */
export function endsOf(steps: readonly Step[]): readonly string[] {
  const text = JSON.stringify(steps);
  const written = [...text.matchAll(/"end":"(\w+)"/g)].map(([, end = '']) => end);
  const isAsked = text.includes('"approve":');
  return [...new Set([...written, ...(isAsked ? ['rejected', 'cancelled'] : [])])];
}

type Verb = { readonly [key: string]: unknown; readonly outcomes: { readonly [outcome: string]: Outcome } };
