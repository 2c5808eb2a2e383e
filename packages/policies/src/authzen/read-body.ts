import { readBytes } from '../http/read-bytes.ts';
import type { JsonObject } from '../json.ts';
import { MAX_BODY_BYTES, readJsonObject } from './read-json.ts';

/** A request's body as a JSON object, or the status and the sentence to refuse it with. */
export type BodyResult =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly status: 400 | 413; readonly message: string };

const JSON_TYPE = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/iu;

/** Reads the JSON object of a request, and no more of its body than is allowed. */
export async function readBody(request: Request): Promise<BodyResult> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? ''))
    return { ok: false, status: 400, message: 'the content type must be application/json' };
  const bytes = await readBytes(request, MAX_BODY_BYTES);
  if (bytes === null) return { ok: false, status: 413, message: `the body is longer than ${MAX_BODY_BYTES} bytes` };
  const text = decode(bytes);
  if (text === null) return { ok: false, status: 400, message: 'the body is not UTF-8' };
  const read = readJsonObject(text);
  return read.ok ? read : { ok: false, status: 400, message: read.message };
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
