import type { Random } from '../random.ts';

/** A definition of a bundle, before it is written down. */
export type Definition = { readonly kind: string; readonly id: string } & { readonly [key: string]: unknown };

/** The actions of a desk: reads, writes that differ in what a second call does and in how they are undone, and what checks them. */
export interface RandomActions {
  readonly definitions: readonly Definition[];
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

const what = { what: 'text' } as const;
const errors = ['unavailable', 'full'] as const;

export function randomActions(random: Random): RandomActions {
  const writes = Array.from({ length: 1 + random.below(3) }, (_, number) => randomWrite(random, `write.${number}`));
  const read = {
    kind: 'action',
    id: 'read.0',
    input: what,
    output: { value: { one_of: ['low', 'high'] }, ready: 'yes_no' },
    effect: 'read',
    idempotent: 'always',
    errors,
    timeout: '5s',
    ...(random.chance(0.5) && { retry: { errors: ['unavailable'], attempts: 2, backoff: '1s', max: '5s' } }),
  };
  return { definitions: [read, ...writes.flat()], reads: ['read.0'], writes: writes.map(([{ id }]) => id) };
}

function randomWrite(random: Random, id: string): readonly [Definition, ...Definition[]] {
  const idempotent = random.pick(['by_key', 'by_key', 'always', 'never']);
  const undo = random.chance(0.7) ? id.replace('write', 'undo') : null;
  const check = idempotent === 'never' && random.chance(0.5) ? id.replace('write', 'check') : null;
  const write: Definition = {
    kind: 'action',
    id,
    input: what,
    output: { receipt: 'text' },
    effect: 'write',
    idempotent,
    errors,
    timeout: random.pick(['10s', '1m']),
    undo: undo === null ? 'none' : { do: undo, with: { receipt: '{{output.receipt}}' }, exact: random.chance(0.5) },
    ...(random.chance(0.6) && { retry: randomRetry(random) }),
    ...(check !== null && { check: { do: check, with: { what: '{{input.what}}' }, field: 'happened' } }),
  };
  const own = { kind: 'action', port: 'tools', errors, timeout: '10s' };
  const taker = {
    ...own,
    id: undo ?? '',
    input: { receipt: 'text' },
    output: {},
    effect: 'write',
    undo: 'none',
    idempotent: random.pick(['by_key', 'always', 'never']),
    ...(random.chance(0.5) && { retry: randomRetry(random) }),
  };
  const checker = {
    ...own,
    id: check ?? '',
    input: what,
    output: { happened: { type: 'yes_no', optional: true }, receipt: { type: 'text', optional: true } },
    effect: 'read',
    idempotent: 'always',
  };
  return [write, ...(undo === null ? [] : [taker]), ...(check === null ? [] : [checker])];
}

const randomRetry = (random: Random) => ({
  errors: random.pick([['unavailable'], ['unavailable', 'full']]),
  attempts: 1 + random.below(4),
  backoff: random.pick(['1s', '30s']),
  max: '1m',
});
