/** One clock of a ticket, as an id that the facts `sla` are found by. A ticket's own id stands for its most pressing clock. */
export const clockOfTicket = (ticket: string, clock: string): string => JSON.stringify([ticket, clock]);

/** What an id of that kind stands for. */
export function readClockOfTicket(id: string): { readonly ticket: string; readonly clock: string | null } {
  if (!id.startsWith('["')) return { ticket: id, clock: null };
  const [ticket = '', clock = null] = JSON.parse(id) as readonly string[];
  return { ticket, clock };
}
