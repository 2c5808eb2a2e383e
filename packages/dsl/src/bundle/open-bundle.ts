import type { Json } from '@deskbook/policies';
import type { Bundle } from './bundle.ts';
import { hashBundle } from './hash-bundle.ts';
import { misshapen } from './misshapen.ts';

/** Why a text is not a bundle that can be run. `place` is a JSON Pointer into it, where one thing is at fault. */
export interface BundleProblem {
  readonly code: 'not_json' | 'too_large' | 'unknown_format' | 'wrong_shape' | 'wrong_hash';
  readonly message: string;
  readonly place?: string;
}

/** A bundle from JSON, or why it is none. */
export type OpenedBundle =
  | { readonly ok: true; readonly bundle: Bundle }
  | { readonly ok: false; readonly problem: BundleProblem };

/** `hash`: the only one accepted, where the host knows which bundle it wants. `largest`: in UTF-16 units; 64 Mi unless said. */
export interface OpenBundleOptions {
  readonly hash?: string;
  readonly largest?: number;
}

/**
 * Opens a bundle that was built earlier: its format, its shape and its hash are verified before anything trusts it.
 *
 * @example
 * const opened = openBundle(await readFile('acme-it.json', 'utf8'));
 * if (!opened.ok) throw new Error(opened.problem.message);
 */
export function openBundle(text: string, options: OpenBundleOptions = {}): OpenedBundle {
  if (text.length > (options.largest ?? 64 * 1024 * 1024))
    return refuse('too_large', 'the bundle is larger than it may be');
  const value = parse(text);
  if (value === undefined) return refuse('not_json', 'the bundle is not JSON');
  if (formatOf(value) !== 1)
    return refuse('unknown_format', 'the bundle has a format this version does not know', '/format');
  const wrong = misshapen(value);
  if (wrong !== null) return refuse('wrong_shape', `the bundle is not as it must be at \`${wrong}\``, wrong);
  const bundle = value as unknown as Bundle;
  if (hashBundle(bundle) !== bundle.hash) return refuse('wrong_hash', 'the bundle is not what its hash says', '/hash');
  if (options.hash !== undefined && options.hash !== bundle.hash) {
    return refuse('wrong_hash', `the bundle is not the one wanted, whose hash is \`${options.hash}\``, '/hash');
  }
  return { ok: true, bundle };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function formatOf(value: Json): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'format' in value
    ? value.format
    : undefined;
}

function refuse(code: BundleProblem['code'], message: string, place?: string): OpenedBundle {
  return { ok: false, problem: { code, message, ...(place === undefined ? {} : { place }) } };
}
