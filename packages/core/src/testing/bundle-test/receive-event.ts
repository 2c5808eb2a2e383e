import { describeMilliseconds } from '@deskbook/policies/calendars';
import type { JsonObject } from '@deskbook/policies';
import type { Receipt } from '../../desk/desk.ts';
import type { DeskEvent } from '../../events/desk-event.ts';
import { savedMessage } from '../../events/saved-message.ts';
import type { RawEvent } from '../../ports/help-desk.ts';
import type { ActOutcome } from './act-outcome.ts';
import { recordOf, textOf } from './read-part.ts';
import type { TestWorld } from './test-world.ts';

/** Hands in the message that an act writes, and says what became of it. `withSla`: where its clocks stand is asked, too. */
export async function receiveEvent(
  world: TestWorld,
  argument: JsonObject,
  index: number,
  withSla: boolean,
): Promise<ActOutcome> {
  const event = await messageOf(world, argument, index);
  if ('problem' in event) return event;
  const classified = await world.desk().classify(event);
  const receipt = await world.desk().receive(event);
  const level = withSla ? await levelAfter(world, event, receipt) : null;
  return {
    seen: {
      ...receiptSeen(receipt),
      ...(level === null ? {} : { sla: slaSeen(level) }),
      ...('status' in classified
        ? {}
        : {
            classification: {
              ...classified.classification,
              rules: classified.classification.rules.map(({ id }) => id),
            },
          }),
    },
  };
}

/** The clocks of the ticket that an event is about, as the desk keeps them; of one that was not taken in, as far as it tells. */
async function levelAfter(
  { desk }: TestWorld,
  event: RawEvent | DeskEvent,
  receipt: Receipt,
): Promise<Parameters<typeof slaSeen>[0]> {
  const ticket = receipt.status === 'accepted' ? receipt.event.subject : null;
  const kept = ticket === null ? null : desk().ticketServiceLevel(ticket);
  return kept ?? desk().serviceLevel(event);
}

/** The SLA of a ticket, and each of its clocks by name. */
export function slaSeen(level: Awaited<ReturnType<ReturnType<TestWorld['desk']>['serviceLevel']>>): JsonObject {
  if ('status' in level) return {};
  const clocks = level.clocks.map(({ id, status, due, remaining }): [string, JsonObject] => {
    return [id, { status, due, left: remaining === null ? null : describeMilliseconds(remaining) }];
  });
  return { id: level.sla, ...Object.fromEntries(clocks) };
}

async function messageOf(
  world: TestWorld,
  argument: JsonObject,
  index: number,
): Promise<RawEvent | DeskEvent | { readonly problem: string }> {
  const payload = argument['payload'];
  const body =
    typeof payload === 'string' ? world.readPayload(payload) : payload === undefined ? null : JSON.stringify(payload);
  const source = textOf(argument, 'from');
  if (source !== '') {
    const mapping = world.bundle.sources[source];
    if (!mapping || body === null)
      return { problem: `an event from ${source} needs a payload and a source of that name` };
    const secret = await world.ports.secrets.secret(mapping.verify.secret);
    return savedMessage(mapping, {
      body,
      headers: textsOf(recordOf(argument, 'headers')),
      secret,
      now: world.clock.now(),
    });
  }
  if (body !== null) return { source: 'cloudevents', headers: {}, body };
  const event = {
    specversion: '1.0',
    id: `step-${index}`,
    source: 'test',
    type: textOf(argument, 'event'),
    time: world.clock.now(),
    data: recordOf(argument, 'data'),
  };
  return { source: 'cloudevents', headers: {}, body: JSON.stringify(event) };
}

function receiptSeen(receipt: Receipt): JsonObject {
  switch (receipt.status) {
    case 'accepted':
      return {
        joined: receipt.started.filter(({ how }) => how !== 'started').map(({ workflow }) => workflow),
        not_started: Object.fromEntries(receipt.notStarted.map(({ trigger, reason }) => [trigger, reason])),
        ticket: receipt.event.subject,
      };
    case 'duplicate':
      return { duplicate: true };
    case 'ignored':
      return { ignored: true };
    case 'rejected':
      return { rejected: receipt.rejection.code };
  }
}

function textsOf(of: JsonObject): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(of).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
