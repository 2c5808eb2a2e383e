import { Bench } from 'tinybench';

/**
 * How long one call takes, in microseconds: the mean of as many as fit into half a second, after warming up. Calls differ (one request is
 * answered by the first rule, another by none), so that a median would leave out the costly ones.
 */
export async function timePerCall(name: string, call: () => unknown): Promise<number> {
  const bench = new Bench({ name, time: 500, warmupTime: 150, iterations: 10, throws: true });
  bench.add(name, call);
  const [task] = await bench.run();
  const { result } = task ?? {};
  if (result === undefined || !('latency' in result)) throw new Error(`${name} was not measured`);
  return result.latency.mean * 1000;
}
