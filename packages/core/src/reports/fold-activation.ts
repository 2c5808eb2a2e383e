import type { Entry } from '../kernel/entry.ts';
import type { ReportInput } from './report-input.ts';
import { sayEvent } from './report-words.ts';
import type { TimelineEvent } from './resolution-report.ts';

/** What a run that gives something for a while has to tell: why it was wanted, until when it was given, and what was permitted by it. */
export function foldActivation({ workflow, entries, uses = [] }: ReportInput): readonly TimelineEvent[] {
  const { activates } = workflow;
  if (activates === undefined) return [];
  return [
    ...entries.flatMap((entry) => {
      const told = tell(entry, activates.node);
      return told === null ? [] : [event(entry.at, told[0], told[1], null)];
    }),
    ...uses.map(({ at, who, action, resource, run }) =>
      event(at, 'used', `${action}, ${resource}${run === null ? '' : ` (${run})`}`, who),
    ),
  ];
}

function tell(entry: Entry, active: string): readonly [code: string, subject: string] | null {
  if (entry.type === 'run.started') {
    const { reason } = entry.input;
    return typeof reason === 'string' ? ['reason', reason] : null;
  }
  return entry.type === 'timer.set' && entry.node === active ? ['given', entry.due] : null;
}

function event(at: string, code: string, subject: string, who: string | null): TimelineEvent {
  return { at, what: sayEvent(code, subject, 'en'), who, code, subject };
}
