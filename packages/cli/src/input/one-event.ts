import { memoryStore } from '@deskbook/core';
import type { RawEvent } from '@deskbook/core';
import type { CommandInput } from '../command-input.ts';
import { WrongUse } from '../output/exit-code.ts';
import { openBundleFolder } from './open-bundle.ts';
import type { OpenedBundle } from './open-bundle.ts';
import { instant, openDeskFor } from './open-desk-for.ts';
import type { OpenedDesk } from './open-desk-for.ts';
import { readEvents, whenSigned } from './read-events.ts';
import { textOption } from './text-option.ts';

/** A bundle, a desk that keeps nothing, and the one event a command is about. */
export interface OneEvent extends OpenedDesk {
  readonly opened: OpenedBundle;
  readonly event: RawEvent;
  /** `--now`: the time to decide for instead of the event's own. */
  readonly at: { readonly at?: string };
}

/**
 * What `classify` and `plan` begin with. A vendor's message that was kept with its headers is taken as if it came in when it was
 * signed: nothing is kept or started by looking at it, so an old one does no harm.
 */
export async function openOneEvent({ parameters, options, terminal }: CommandInput): Promise<OneEvent> {
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const now = textOption(options['now']);
  const path = String(options['event']);
  const source = textOption(options['source']);
  const received = whenSigned(path, source, opened.bundle) ?? now;
  const desk = await openDeskFor(opened, { store: memoryStore(), now: received });
  const events = await readEvents({
    path,
    source,
    bundle: opened.bundle,
    secrets: desk.secrets,
    now: desk.clock.now(),
  });
  const [event] = events;
  if (!event || events.length > 1) throw new WrongUse(`${path} holds ${events.length} events, and one is wanted`);
  return { ...desk, opened, event, at: now === undefined ? {} : { at: instant(now) } };
}
