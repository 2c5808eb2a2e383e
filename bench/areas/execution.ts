/**
 * Durable execution, embedded: how long a step takes, alone and with many runs at once; what many requests, many waiting runs and a long
 * history cost. A step is all there is to it: permission asked twice, the effect requested durably, performed by a port in memory, its
 * answer durable.
 */
import type { Measurement } from '../measurement.ts';
import { progress } from '../timing/progress.ts';
import { engines } from './execution/engines.ts';
import { firstEffects } from './execution/first-effects.ts';
import { manyOpen } from './execution/many-open.ts';
import { reports } from './execution/reports.ts';
import { requests } from './execution/requests.ts';
import type { Sizes } from './execution/sizes.ts';
import { steps } from './execution/steps.ts';
import { year } from './execution/year.ts';

/** Every comparison of this area. */
export async function execution(sizes: Sizes): Promise<readonly Measurement[]> {
  progress('durable steps');
  const ours = await steps(sizes);
  progress('other engines');
  const others = sizes.engines ? await engines(sizes, ours) : [];
  progress('requests at once');
  const many = await requests(sizes);
  progress('many open runs');
  const open = await manyOpen(sizes);
  progress('first effects, reports, a long run');
  return [...ours.rows, ...others, ...many, ...open, ...(await firstEffects(sizes)), ...(await reports(sizes)), ...(await year(sizes))]; // prettier-ignore
}
