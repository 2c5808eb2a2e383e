import { memoryStore } from '@deskbook/core';
import type { RawEvent } from '@deskbook/core';
import type { CommandInput } from '../command-input.ts';
import { WrongUse } from '../output/exit-code.ts';
import { openBundleFolder } from './open-bundle.ts';
import type { OpenedBundle } from './open-bundle.ts';
import { openDeskFor } from './open-desk-for.ts';
import type { OpenedDesk } from './open-desk-for.ts';
import { readEvents } from './read-events.ts';
import { textOption } from './text-option.ts';

/** A bundle, a desk that keeps nothing, and the one event a command is about. */
export interface OneEvent extends OpenedDesk {
  readonly opened: OpenedBundle;
  readonly event: RawEvent;
}

/** What `classify` and `plan` begin with. */
export async function openOneEvent({ parameters, options, terminal }: CommandInput): Promise<OneEvent> {
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const now = textOption(options['now']);
  const desk = await openDeskFor(opened, { store: memoryStore(), now });
  const path = String(options['event']);
  const events = await readEvents({
    path,
    source: textOption(options['source']),
    bundle: opened.bundle,
    secrets: desk.secrets,
    now: desk.clock.now(),
  });
  const [event] = events;
  if (!event || events.length > 1) throw new WrongUse(`${path} holds ${events.length} events, and one is wanted`);
  return { ...desk, opened, event };
}
