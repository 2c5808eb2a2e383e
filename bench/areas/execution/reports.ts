import assert from 'node:assert/strict';
import { memoryStore } from '@deskbook/core';
import { renderReport } from '@deskbook/core/reports';
import { atMost } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measurement } from '../../measurement.ts';
import { openChain } from '../../scene/chain-desk.ts';
import { ticketCreated } from '../../scene/open-bundle.ts';
import { percentile } from '../../timing/percentile.ts';
import type { Sizes } from './sizes.ts';

/** A run of so many steps has a hundred entries. */
const steps = 33;

/** The resolution report of a run of a hundred entries, written out as a page. */
export async function reports({ timed }: Sizes): Promise<readonly Measurement[]> {
  const store = memoryStore();
  const desk = await openChain(steps, store);
  await desk.receive(ticketCreated(1));
  await desk.settle();
  const [run] = desk.runs({ status: 'ended' });
  assert.ok(run !== undefined);
  const entries = store.entries(`run:${run.run}`).length;
  assert.ok(entries >= 100);
  const found: number[] = [];
  for (let number = 0; number < timed; number += 1) {
    const began = performance.now();
    const report = await desk.report(run.run);
    assert.ok(report !== null);
    const page = renderReport(report, 'markdown');
    if (number >= timed / 4) found.push(performance.now() - began);
    assert.ok(page.ok);
  }
  await desk.close();
  const row = (name: string, ours: number, goal: number): Measurement =>
    measurement({ name, unit: 'ms', ours, goal: atMost(goal, 'ms') });
  return [
    row('resolution report of 100 entries, written out, p50', percentile(found, 0.5), 10),
    row('resolution report of 100 entries, written out, the slowest of all (support engine: 10 s)', Math.max(...found), 100), // prettier-ignore
  ];
}
