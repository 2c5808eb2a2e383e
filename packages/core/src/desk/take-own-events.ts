import { OWN_EVENT, readOwnEvent } from '../execution/own-events.ts';
import type { Parked } from '../journal/store.ts';
import type { DeskParts } from './desk-parts.ts';
import { chainOf } from './intake.ts';
import { takeOwnEvent } from './take-own-event.ts';

/** Takes in what runs brought about and somebody listens for, in the order it came. True: there was something. */
export async function takeOwnEvents(parts: DeskParts): Promise<boolean> {
  const parked = parts.store.parked(OWN_EVENT);
  for (const each of parked) await parts.oneAtATime(chainOf(readOwnEvent(each)), () => takeIn(parts, each));
  return parked.length > 0;
}

async function takeIn(parts: DeskParts, parked: Parked): Promise<void> {
  const event = readOwnEvent(parked);
  const unpark = { expect: {}, append: [], unpark: [parked.id] };
  for (;;) {
    const head = parts.store.head(chainOf(event));
    const became = await takeOwnEvent(parts, event, { head, beside: unpark });
    if (became === 'moved') continue;
    if (became === 'seen') await parts.store.commit(unpark);
    return;
  }
}
