import type { BatchObservableCallback, Meter } from '@opentelemetry/api';
import type { SystemStatus } from '../resilience/system-status.ts';

/** How open a circuit is, as a number that can be drawn. */
const openness = { closed: 0, half_open: 1, open: 2 } as const;

/**
 * Observes the systems behind a desk whenever its metrics are read: how each is doing, what waits for it and for how long. Gives the function
 * that ends it.
 */
export function observeSystems(
  meter: Meter,
  systems: () => Promise<readonly SystemStatus[]>,
  now: () => string,
): () => void {
  const circuit = meter.createObservableGauge('deskbook.system.circuit', {
    description: 'Whether a system is asked: 0 it is, 1 one call tries, 2 it is not.',
  });
  const calls = meter.createObservableGauge('deskbook.system.calls', {
    description: 'Calls that wait their turn, by system.',
  });
  const steps = meter.createObservableGauge('deskbook.system.waiting', {
    description: 'Steps that cannot go on without a system.',
  });
  const longest = meter.createObservableGauge('deskbook.system.waiting.longest', {
    unit: 's',
    description: 'How long the longest of them has waited.',
  });
  const instruments = [circuit, calls, steps, longest];
  const observe: BatchObservableCallback = async (result) => {
    const at = Date.parse(now());
    for (const { system, health, waiting } of await systems()) {
      if (health !== null) {
        result.observe(circuit, openness[health.state], { system });
        result.observe(calls, health.waiting, { system });
      }
      result.observe(steps, waiting.length, { system });
      const since = waiting[0]?.since;
      result.observe(longest, since === undefined ? 0 : Math.max(0, (at - Date.parse(since)) / 1000), { system });
    }
  };
  meter.addBatchObservableCallback(observe, instruments);
  return () => meter.removeBatchObservableCallback(observe, instruments);
}
