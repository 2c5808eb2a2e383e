/** What the desk itself tells of, as events that triggers and waits may be for. Each is journaled once, and follows from its cause. */
export const deskEvents = [
  'sla.warning',
  'sla.breached',
  'run.ended',
  'approval.approved',
  'approval.rejected',
  'approval.expired',
  'approval.withdrawn',
  'task.opened',
  'task.overdue',
] as const;

/** One of them. */
export type DeskEventType = (typeof deskEvents)[number];

/** Names that begin so are the desk's own: no source can emit an event of such a name. */
const ownPrefixes = ['sla.', 'run.', 'approval.', 'task.', 'session.', 'service.', 'schedule.'];

/** Whether an event is called as only the desk's own are. */
export const isDeskEventName = (event: string): boolean => ownPrefixes.some((prefix) => event.startsWith(prefix));

/** Whether it is an event that the desk tells of. */
export const isDeskEvent = (event: string): event is DeskEventType => deskEvents.some((known) => known === event);
