import assert from 'node:assert/strict';
import { join } from 'node:path';
import { measurement } from '../../measurement.ts';
import type { Measurement } from '../../measurement.ts';
import { limits, openServices, personOf } from '../../scene/service-desk.ts';
import { openStore } from '../../scene/open-store.ts';
import { inTemporaryFolder } from '../../scene/temporary-folder.ts';
import { percentile } from '../../timing/percentile.ts';
import type { Sizes } from './sizes.ts';

/** How many people ask. */
const people = 100;

/**
 * Requests that all come at once, from a hundred people: each person may ask so often, so many runs may go on at a time, and each device
 * is worked on by one run. How many are let through is exact, whoever comes first.
 */
export async function requests({ requests: count }: Sizes): Promise<readonly Measurement[]> {
  const times: number[] = [];
  const seconds = await inTemporaryFolder(async (folder) => {
    const store = await openStore(join(folder, 'requests.db'));
    const desk = await openServices(people, store);
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: count }, async (_, number) => {
        const asked = performance.now();
        const answer = await desk.request('clean', {
          form: { device: deviceOf(number) },
          person: personOf(number % people),
          key: `request-${number}`,
        });
        times.push(performance.now() - asked);
        return answer;
      }),
    );
    const took = (performance.now() - began) / 1000;
    checkExact(answers, count);
    await desk.settle();
    const started = answers.filter(({ ok }) => ok).length;
    assert.equal(desk.runs({ status: 'ended' }).length, started);
    await desk.close();
    return took;
  });
  const words = `${count.toLocaleString('en')} self-service requests of ${people} people at once`;
  return [
    measurement({
      name: `${words} (support engine: 100 users)`,
      unit: '/s',
      ours: count / seconds,
      // What was let through was counted above: a number that is not exact ends the measuring.
      goal: { words: 'limits and conflicts exact', meets: () => true },
    }),
    measurement({ name: `${words}, answered, p99`, unit: 'ms', ours: percentile(times, 0.99) }),
  ];
}

/** Of ten requests nine are for a device of their own, and one is for the device that everybody wants. */
const isShared = (number: number): boolean => number % 10 === 9;
const deviceOf = (number: number): string => (isShared(number) ? 'shared' : `D-${number}`);

/** How many are let through follows from the limits alone, whatever the order: nobody too many, and nobody too few. */
function checkExact(answers: readonly { readonly ok: boolean; readonly code?: string }[], count: number): void {
  const started = answers.flatMap(({ ok }, number) => (ok ? [number] : []));
  for (const [, own] of Map.groupBy(started, (number) => number % people)) assert.ok(own.length <= limits.perPerson);
  assert.ok(started.filter((number) => isShared(number)).length <= 1, 'two runs worked on one device at once');
  const asked = Map.groupBy(Array.from({ length: count }).keys(), (number) => number % people);
  const own = [...asked.values()].map((numbers) => Math.min(limits.perPerson, numbers.filter((number) => !isShared(number)).length)); // prettier-ignore
  const shared = count >= 10 ? 1 : 0;
  assert.equal(started.length, Math.min(limits.atOnce, own.reduce((sum, each) => sum + each, 0) + shared));
  for (const answer of answers) assert.ok(answer.ok || answer.code === 'limit_reached' || answer.code === 'conflict');
}
