/**
 * The wrapping keys, as this machine keeps them: one a line in a file that only its owner may read, the newest first. In earnest they come from
 * wherever your secrets are kept, the same for every machine.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, 'wrapping.keys');

/** The keys there are; the first is made where there is none. */
export function wrappingKeys(): readonly Uint8Array[] {
  if (!existsSync(file)) keepWrappingKeys([newWrappingKey()]);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => Buffer.from(line, 'base64'));
}

/** Keeps these, and no others. */
export function keepWrappingKeys(keys: readonly Uint8Array[]): void {
  const text = keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join('');
  // Whoever reads meanwhile has those before, or these.
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

export const newWrappingKey = (): Uint8Array => randomBytes(32);
