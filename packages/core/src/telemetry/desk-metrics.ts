import type { Meter } from '@opentelemetry/api';
import type { JsonObject } from '@deskbook/policies';
import type { Receipt } from '../desk/desk.ts';
import { isRecord } from '../facts/is-record.ts';

type Entry = JsonObject & { readonly type: string };

/** What is counted. Attributes have few values each: ids never are one. */
export interface DeskMetrics {
  readonly received: (receipt: Receipt) => void;
  readonly entry: (workflow: string, entry: Entry) => void;
  readonly performed: (action: string, outcome: string, seconds: number) => void;
}

/** The instruments of a desk. */
export function deskMetrics(meter: Meter): DeskMetrics {
  const events = meter.createCounter('deskbook.events', { description: 'Events received, by what became of them.' });
  const runs = meter.createUpDownCounter('deskbook.runs.open', { description: 'Runs begun and not ended here.' });
  const ended = meter.createCounter('deskbook.runs.ended', { description: 'Runs ended, by their end.' });
  const permissions = meter.createCounter('deskbook.permissions', { description: 'Permissions decided for effects.' });
  const tasks = meter.createCounter('deskbook.tasks', { description: 'Work opened for people, by its kind.' });
  const effects = meter.createHistogram('deskbook.effect.duration', {
    unit: 's',
    description: 'How long performing an action took, by its outcome.',
  });
  return {
    received: (receipt) =>
      events.add(1, {
        status: receipt.status,
        ...(receipt.status === 'accepted' && { 'cloudevents.event_type': receipt.event.type }),
      }),
    performed: (action, outcome, seconds) => effects.record(seconds, { action, outcome }),
    entry: (workflow, entry) => {
      switch (entry.type) {
        case 'run.started':
          return runs.add(1, { workflow });
        case 'run.ended':
          runs.add(-1, { workflow });
          return ended.add(1, { workflow, end: textOf(entry, 'end') });
        case 'permission.decided': {
          const { permission } = entry;
          const allowed = isRecord(permission) && permission['allowed'] === true;
          return permissions.add(1, { action: textOf(permission, 'action'), allowed });
        }
        case 'task.opened':
          return tasks.add(1, { workflow, kind: textOf(entry, 'what') });
      }
    },
  };
}

function textOf(of: JsonObject[string] | undefined, name: string): string {
  const value = isRecord(of) ? of[name] : undefined;
  return typeof value === 'string' ? value : '';
}
