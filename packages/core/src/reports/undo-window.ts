import { isInFinally } from '../kernel/finishing.ts';
import type { RunHistory } from './report-input.ts';
import type { LedgerLine } from './resolution-report.ts';

/** Until when a person may still take an effect back; null: not, or not before the run has ended. */
export function undoableUntil(line: LedgerLine, { entries, workflow }: RunHistory): string | null {
  const canBeUndone = line.reversibility === 'reversible' || line.reversibility === 'compensable';
  if (line.result !== 'done' || !canBeUndone || isInFinally({ workflow }, line.node)) return null;
  const timer = entries.findLast((entry) => entry.type === 'timer.set' && entry.timer === 'undo_window');
  if (timer?.type === 'timer.set') return timer.due;
  const ended = entries.findLast((entry) => entry.type === 'run.ended');
  if (ended?.type === 'run.ended' && ended.undoUntil !== undefined) return ended.undoUntil;
  const { undoWindow } = workflow;
  if (ended === undefined || undoWindow === null || !('milliseconds' in undoWindow)) return null;
  const due = new Date(Date.parse(ended.at) + undoWindow.milliseconds);
  return Number.isNaN(due.getTime()) ? null : due.toISOString();
}
