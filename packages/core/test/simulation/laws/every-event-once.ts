import type { History, Message } from '../history.ts';
import { EVERYBODY } from '../people.ts';
import { journalOf, startOf, type Line } from './journal.ts';
import type { Law } from './law.ts';

export const everyEventOnce: Law = {
  name: 'every event once',
  says: 'Every message that can be read is in the journal once, each trigger it meets starts its run once, and what cannot be read is kept.',
  breaches: (history) => [...taken(history), ...started(history), ...expected(history)],
};

interface Received {
  readonly event: { readonly source: string; readonly id: string; readonly subject: string | null };
  readonly started: readonly { readonly trigger: string; readonly run: string; readonly how: string }[];
  readonly notStarted: readonly { readonly trigger: string; readonly reason: string }[];
}

const received = ({ body }: Line): Received => body as unknown as Received;
const isEvent = ({ body: { type } }: Line): boolean => type === 'event.received' || type === 'event.reconsidered';

function taken(history: History): readonly string[] {
  const { lines } = journalOf(history);
  const ids = lines.filter(({ body }) => body.type === 'event.received').map((line) => received(line).event.id);
  const accepted = history.happenings.flatMap((each) =>
    each.kind === 'receipt' && each.receipt.status === 'accepted' ? each.receipt.events.map(({ id }) => id) : [],
  );
  const twice = accepted.filter((id, index) => accepted.indexOf(id) !== index);
  const times = (id: string): number => ids.filter((other) => other.startsWith(id) && (other === id || !/^\d/.test(other.slice(id.length)))).length; // prettier-ignore
  const letters = history.store.deadLetters().map(({ body }) => body);
  const isKept = (id: string): boolean => letters.some((body) => body.includes(`"${id}"`));
  return [
    ...history.messages.flatMap(({ id, isWrong }) => {
      if (isWrong === true)
        return times(id) === 0 && isKept(id) ? [] : [`message ${id} cannot be read, and is not kept as that`];
      return times(id) === 1 ? [] : [`message ${id} is in the journal ${times(id)} times`];
    }),
    ...accepted.flatMap((id) => (ids.includes(id) ? [] : [`${id} was accepted, and is not in the journal`])),
    ...twice.map((id) => `${id} was accepted twice`),
  ];
}

/** What the journal says was started was started, once. */
function started(history: History): readonly string[] {
  const { lines, runs } = journalOf(history);
  const breaches: string[] = [];
  const joined = new Set(lines.flatMap(({ body }) => (body.type === 'start.joined' ? [body['run']] : [])));
  for (const line of lines.filter(isEvent)) {
    for (const { trigger, run, how } of received(line).started) {
      const start = startOf(runs.get(run) ?? []);
      if (start === undefined && how === 'queued' && joined.has(run)) continue;
      if (start === undefined) breaches.push(`${trigger} ${how} ${run}, which never began`);
      else if (how === 'started' && start.when !== line.when) breaches.push(`${run} did not begin with its event`);
    }
  }
  const causes = [...runs.values()].flatMap((entries) => {
    const cause = startOf(entries)?.cause;
    return cause?.kind === 'event' ? [`${cause.source}/${cause.id} ${cause.trigger}`] : [];
  });
  return [
    ...breaches,
    ...causes.filter((cause, at) => causes.indexOf(cause) !== at).map((cause) => `${cause} began two runs`),
  ];
}

/** What a trigger on new tickets should have done, read from the message alone, against what became of it. */
function expected(history: History): readonly string[] {
  const { lines } = journalOf(history);
  return history.messages.flatMap((message) => {
    const about = lines.filter((line) => isEvent(line) && received(line).event.id === message.id);
    const first = lines.find((line) => isEvent(line) && received(line).event.subject === message.ticket.id);
    // One that was overtaken by later news of its ticket is looked at together with that.
    if (message.what !== 'created' || first !== about[0] || isOvertaken(lines, message, about)) return [];
    const came = new Set(about.flatMap(triggersOf));
    return history.bundle.triggers.flatMap(({ id, event, when }) => {
      if (event !== 'ticket.created') return [];
      const text = JSON.stringify(when);
      const wanted = holds(text, message);
      return wanted === came.has(id)
        ? []
        : [`${id} ${wanted ? 'should have started' : 'should not have started'} at ${message.id}`];
    });
  });
}

/** Triggers that started something at an event, or were kept from it by a limit alone. */
function triggersOf(line: Line): readonly string[] {
  const { started, notStarted } = received(line);
  const limited = notStarted.filter(({ reason }) => reason === 'throttled' || reason === 'rejected');
  return [...started, ...limited].map(({ trigger }) => trigger);
}

/** Whether something else was heard of a ticket before an event about it was considered for the last time. */
function isOvertaken(lines: readonly Line[], { ticket }: Message, about: readonly Line[]): boolean {
  const [first, last] = [about[0], about.at(-1)];
  if (first === undefined || last === undefined) return true;
  const between = lines.slice(lines.indexOf(first), lines.indexOf(last));
  return between.some((line) => isEvent(line) && !about.includes(line) && received(line).event.subject === ticket.id);
}

/** Whether the condition of a trigger holds: of the few there are, told by the fact they speak of. */
function holds(when: string, { ticket }: Message): boolean {
  const { floor, kind } = ticket;
  if (when.includes('ticket.floor')) return typeof floor === 'number' && floor >= 2;
  if (when.includes('ticket.kind')) return kind === 'plain' || kind === 'asked';
  if (when.includes('requester.employment')) return EVERYBODY[ticket.from]?.properties['employment'] === 'employee';
  return true;
}
