import { parseDuration } from '@deskbook/dsl/check';
import type { Json, JsonObject } from '@deskbook/policies';
import type { Resilience } from '@deskbook/core/resilience';
import { WrongUse } from '../output/exit-code.ts';

/** How the systems behind a desk are guarded: all of them, and single ones by name. */
export interface ResilienceSettings {
  readonly all: Partial<Resilience>;
  readonly each: { readonly [system: string]: Partial<Resilience> };
}

/** What can be set, by its name in `desk.yaml`. */
const settings: {
  readonly [name: string]: (value: Json, read: Reading) => { readonly [setting in keyof Resilience]?: unknown };
} = {
  timeout: (value, read) => ({ timeout: read.length(value) }),
  attempts: (value, read) => ({ attempts: read.count(value) }),
  backoff: (value, read) => ({ backoff: read.length(value) }),
  failures: (value, read) => ({ breaker: { failures: read.count(value) } }),
  open_for: (value, read) => ({ breaker: { openFor: read.length(value) } }),
  at_once: (value, read) => ({ atOnce: read.count(value) }),
  per_second: (value, read) => ({ perSecond: read.count(value) }),
};

interface Reading {
  readonly length: (value: Json) => number;
  readonly count: (value: Json) => number;
}

/** Reads `resilience` of `desk.yaml`. */
export function readResilience(written: JsonObject, path: string): ResilienceSettings {
  const unknown = Object.keys(written).find((key) => key !== 'all' && key !== 'each');
  if (unknown !== undefined)
    throw new WrongUse(`${path}: \`resilience\` has no \`${unknown}\``, 'it may have all, each');
  const each = Object.entries(mapping(written['each'], `${path}: \`resilience.each\``));
  return {
    all: readOne(written['all'], `${path}: \`resilience.all\``),
    each: Object.fromEntries(
      each.map(([system, one]) => [system, readOne(one, `${path}: \`resilience.each.${system}\``)]),
    ),
  };
}

function readOne(written: Json | undefined, where: string): Partial<Resilience> {
  let read: Partial<Resilience> = {};
  for (const [name, value] of Object.entries(mapping(written, where))) {
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (setting === undefined)
      throw new WrongUse(`${where} has no \`${name}\``, `it may have ${Object.keys(settings).join(', ')}`);
    const { breaker, ...rest } = setting(value, reading(`${where}: \`${name}\``)) as Partial<Resilience>;
    read = { ...read, ...rest, ...(breaker !== undefined && { breaker: { ...usualBreaker, ...read.breaker, ...breaker } }) }; // prettier-ignore
  }
  return read;
}

/** What a breaker has where only one of its two is written. */
const usualBreaker: Resilience['breaker'] = { failures: 5, openFor: 30_000 };

const reading = (where: string): Reading => ({
  length: (value) => {
    const milliseconds = typeof value === 'string' ? parseDuration(value) : null;
    if (milliseconds === null) throw new WrongUse(`${where} is no length of time`, 'write one such as 5s or 200ms');
    return milliseconds;
  },
  count: (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
      throw new WrongUse(`${where} is no number from 1`);
    return value;
  },
});

function mapping(written: Json | undefined, where: string): JsonObject {
  if (written === undefined || written === null) return {};
  if (typeof written !== 'object' || Array.isArray(written)) throw new WrongUse(`${where} is not a mapping`);
  return written as JsonObject;
}
