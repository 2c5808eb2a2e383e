import type { RunRecord } from '../journal/store.ts';
import { eventWaitOf } from './commands/await-event.ts';
import { graphOf } from './graph-of.ts';
import type { ExecutionHost } from './host.ts';
import { waitingFor } from './waits-listed.ts';

/** Which open runs may wait for which type of event, so that an event costs what it concerns and not what is open. */
export interface EventWaits {
  /** Notes a run that was begun, by its record. */
  readonly note: (record: RunRecord) => void;
  /** Open runs whose workflow waits for events of this type somewhere. */
  readonly runsFor: (type: string) => readonly RunRecord[];
}

/** Notes what is open when it is first asked, and every run that is noted after that. What has ended is forgotten as it is met. */
export function openEventWaits(host: Pick<ExecutionHost, 'store' | 'bundleOf'>): EventWaits {
  const byType = new Map<string, Set<string>>();
  let complete = false;

  function note(record: RunRecord): void {
    const bundle = host.bundleOf(record.bundle);
    const graph = bundle === null ? null : graphOf(bundle, record.workflow);
    for (const node of graph?.workflow.nodes ?? []) {
      const type = eventWaitOf(node)?.event;
      if (type !== undefined) byType.set(type, (byType.get(type) ?? new Set()).add(record.run));
    }
  }

  return {
    note,
    runsFor: (type) => {
      if (!complete) for (const record of host.store.runs({ status: 'open' })) note(record);
      complete = true;
      const runs = byType.get(type) ?? new Set<string>();
      return [...runs].flatMap((run) => {
        const record = host.store.run(run);
        if (record !== null && record.status !== 'ended') return [record];
        runs.delete(run);
        return [];
      });
    },
  };
}

/** The same where other processes begin runs too: what is listed in the store is asked each time. */
export function sharedEventWaits({ store }: Pick<ExecutionHost, 'store'>): EventWaits {
  return {
    note: () => {},
    runsFor: (type) =>
      store.parked(waitingFor(type)).flatMap(({ work }) => {
        const record = typeof work['run'] === 'string' ? store.run(work['run']) : null;
        return record === null || record.status === 'ended' ? [] : [record];
      }),
  };
}
