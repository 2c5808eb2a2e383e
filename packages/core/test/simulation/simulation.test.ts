import { describe, expect, test } from 'vitest';
import type { Happening } from './history.ts';
import { live } from './live.ts';
import { commandFor } from './shrink.ts';

/** Worlds that are led in every run: always the same, over a few bundles, some of them kept on disk. */
const ALWAYS = [0, 192, 320, 384].flatMap((from) => Array.from({ length: 12 }, (_, index) => from + index));

/** How long worlds that nobody has seen before are led, in milliseconds. A broken one names its seed. */
const FRESH_FOR = 1_500;

/** How often what has happened, in all of them. */
const happened = new Map<string, number>();

/** What is wrong with a world, with the command that leads it again; null: nothing. */
async function wrongIn(seed: number): Promise<string | null> {
  const { breaches, trace, history } = await live({ seed });
  for (const what of history.happenings.flatMap(kindsOf)) happened.set(what, (happened.get(what) ?? 0) + 1);
  if (breaches.length === 0) return null;
  const what = breaches.map(({ law, says, how }) => `${law}: ${says}\n  ${how}`).join('\n');
  return `${what}\n\n${trace.slice(-40).join('\n')}\n\n${commandFor({ seed })}`;
}

describe('whatever goes wrong in a world, every law holds', () => {
  test('in those that are always led', async () => {
    for (const seed of ALWAYS) expect(await wrongIn(seed)).toBe(null);
  }, 60_000);

  test.each([
    'killed', 'stalled', 'came back', 'accepted', 'duplicate', 'rejected', 'deed', 'answer', 'approval.asked', 'approval.entry',
    'child.ended', 'child.unwound', 'condition.decided', 'decision.made', 'effect.failed', 'effect.refused', 'effect.unknown', 'event.kept',
    'event.matched', 'event.reconsidered', 'run.cancelled', 'run.paused', 'run.resumed', 'step.blocked', 'task.answered', 'task.reassigned',
    'timer.fired', 'undo.done', 'undo.requested',
  ])('and %s is among what happened', (what) => {
    expect(happened.get(what) ?? 0).toBeGreaterThan(0);
  }); // prettier-ignore

  test('in new ones', async () => {
    const until = performance.now() + FRESH_FOR;
    const first = Date.now() % 2 ** 31;
    for (let seed = first; performance.now() < until; seed += 1) expect(await wrongIn(seed)).toBe(null);
  }, 60_000);
});

test.each([3, 23])('world %i is the same to the byte when it is led again', async (seed) => {
  const [one, other] = [await live({ seed }), await live({ seed })];
  expect(other.trace).toEqual(one.trace);
  expect(other.digest).toBe(one.digest);
});

function kindsOf(each: Happening): readonly string[] {
  if (each.kind === 'process') return [each.what];
  if (each.kind === 'receipt') return [each.receipt.status];
  return each.kind === 'commit' ? each.commit.append.map(({ body }) => body.type) : [each.kind];
}
