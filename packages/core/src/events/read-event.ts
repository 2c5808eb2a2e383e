import type { Bundle } from '@deskbook/dsl/bundle';
import type { Json } from '@deskbook/policies';
import type { RawEvent } from '../ports/help-desk.ts';
import type { DeskEvent } from './desk-event.ts';
import { type IntakePorts, type ReadResult, rejectedAs } from './intake-ports.ts';
import { parsePayload } from './parse-payload.ts';
import { readCloudEvent } from './read-cloud-event.ts';
import { readVendorEvent } from './read-vendor-event.ts';

/** The source of messages that are CloudEvents already; every other source needs a mapping in the bundle. */
export const CLOUD_EVENTS_SOURCE = 'cloudevents';

/**
 * Reads what came in: a vendor's message by the bundle's mapping of its source, or a CloudEvent. Never throws for what is in
 * it: it is read, ignored because its source says so, or rejected with a reason.
 */
export async function readEvent(bundle: Bundle, event: RawEvent | DeskEvent, ports: IntakePorts): Promise<ReadResult> {
  if ('specversion' in event) return readCloudEvent(bundle, event as unknown as Json, ports, true);
  const mapping = Object.hasOwn(bundle.sources, event.source) ? bundle.sources[event.source] : undefined;
  if (mapping !== undefined) return readVendorEvent(bundle, mapping, event, ports);
  if (event.source !== CLOUD_EVENTS_SOURCE) {
    return rejectedAs('unknown_source', `this bundle has no source \`${event.source}\``);
  }
  const parsed = parsePayload(event.body);
  if (!parsed.ok) return { status: 'rejected', rejection: parsed.rejection };
  return readCloudEvent(bundle, parsed.payload, ports, false);
}
