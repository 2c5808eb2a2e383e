import { existsSync } from 'node:fs';
import { savedMessage, signedAt } from '@deskbook/core';
import type { RawEvent, Secrets } from '@deskbook/core';
import type { Bundle } from '@deskbook/dsl/bundle';
import { WrongUse } from '../output/exit-code.ts';
import { parseJson, readTextFile } from './read-json-file.ts';

/** What reading events from a file needs besides the file. */
export interface EventFile {
  readonly path: string;
  /** The source of a vendor's raw body; absent: CloudEvents. */
  readonly source: string | undefined;
  readonly bundle: Bundle;
  readonly secrets: Secrets;
  readonly now: string;
}

/**
 * Reads the events of a file: one CloudEvent, an array of them, or JSON Lines; or with a source, one raw body of that vendor. Headers
 * of a raw body are read from `<name>.headers.json` beside it where there is one; else the body is signed with the source's
 * secret, as the vendor would have: the operator who runs this holds it. What is no JSON goes to the desk as it is, which rejects
 * it and keeps it, and takes in what stands beside it.
 */
export async function readEvents(file: EventFile): Promise<readonly RawEvent[]> {
  const text = readTextFile(file.path);
  if (file.source !== undefined) return [await vendorEvent(file, file.source, text)];
  return cloudEvents(text).map((body) => ({ source: 'cloudevents', headers: {}, body }));
}

/** The bodies in a text: elements of a JSON array, else lines if any of them is JSON, else the whole. */
function cloudEvents(text: string): readonly string[] {
  const whole = parsed(text);
  if (whole !== undefined) return Array.isArray(whole) ? whole.map((event) => JSON.stringify(event)) : [text];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.some((line) => parsed(line) !== undefined) ? lines : [text];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function vendorEvent({ path, bundle, secrets, now }: EventFile, source: string, body: string): Promise<RawEvent> {
  const mapping = mappingOf(bundle, source);
  return savedMessage(mapping, {
    body,
    headers: keptHeaders(path),
    secret: await secrets.secret(mapping.verify.secret),
    now,
  });
}

/** When a vendor's message was signed, where its headers were kept beside it and say so. */
export function whenSigned(path: string, source: string | undefined, bundle: Bundle): string | undefined {
  return source === undefined ? undefined : (signedAt(mappingOf(bundle, source), keptHeaders(path)) ?? undefined);
}

function mappingOf(bundle: Bundle, source: string): Bundle['sources'][string] {
  const mapping = Object.hasOwn(bundle.sources, source) ? bundle.sources[source] : undefined;
  if (mapping) return mapping;
  const sources = Object.keys(bundle.sources);
  throw new WrongUse(
    `the bundle has no source \`${source}\``,
    sources.length === 0 ? null : `it has ${sources.join(', ')}`,
  );
}

function keptHeaders(path: string): RawEvent['headers'] {
  const headersPath = path.replace(/(\.json)?$/, '.headers.json');
  if (path === '-' || !existsSync(headersPath)) return {};
  return headersOf(parseJson(readTextFile(headersPath), headersPath));
}

function headersOf(headers: unknown): { readonly [header: string]: string } {
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** What to say beside a rejection where it looks as if the source was left out; null where it was not. */
export function sourceHint(bundle: Bundle, source: string | undefined): string | null {
  const sources = Object.keys(bundle.sources);
  if (source !== undefined || sources.length === 0) return null;
  return `it was read as a CloudEvent; a vendor's raw body needs --source (${sources.join(', ')})\n`;
}
