import type { SlaNotice } from '@deskbook/policies/sla';
import type { DeskEvent } from '../events/desk-event.ts';
import { ownEvent } from '../events/own-event.ts';
import type { KeptClocks } from './kept-clocks.ts';
import { slaRecord } from './sla-record.ts';

/**
 * The event by which the desk tells of a warning or a breach: of the instant at which it came about, and named after it, so that any process
 * that finds it tells the same once. `sla.share` is exactly what was warned of; `sla.late` is how long after its instant it is told.
 */
export function noticeEvent({ ticket, state }: KeptClocks, notice: SlaNotice, now: string): DeskEvent {
  const { kind, clock, at, target } = notice;
  const share = kind === 'warning' ? notice.percent : 100;
  const whole = target.milliseconds ?? 0;
  const known = slaRecord(state, clock);
  const sla = {
    ...known,
    id: target.sla,
    clock,
    share,
    target: whole,
    elapsed: Math.round((whole * share) / 100),
    remaining: Math.round((whole * (100 - share)) / 100),
    late: Math.max(0, Date.parse(now) - Date.parse(at)),
  };
  const type = kind === 'warning' ? 'sla.warning' : 'sla.breached';
  const id = [ticket, target.sla, clock, share, at].map(encodeURIComponent).join('/');
  return ownEvent({ type, id: `${type}/${id}`, time: at, ticket, facts: { sla }, own: null });
}
