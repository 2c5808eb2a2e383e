import type { ActionContract, Bundle } from '@deskbook/dsl/bundle';
import type { JsonObject } from '@deskbook/policies';
import type { Perform, PerformOptions, PerformResult } from '../../src/ports/perform.ts';
import type { Happening } from './history.ts';
import type { Random } from './random.ts';
import { Disturbance, type Trouble } from './trouble.ts';
import type { Turns } from './turns.ts';
import type { WorldTime } from './world-clock.ts';

/** The world that actions are performed on. It outlives every process, and remembers what was done to it. */
export interface Outside {
  /** The port of one process. */
  readonly performFor: (owner: string) => Perform;
  /** A process is no more: what it had sent arrives, or does not. */
  readonly arrive: (owner: string) => void;
  /** What was done, by key. */
  readonly done: ReadonlySet<string>;
  /** From now on everything works. */
  readonly calm: () => void;
}

export interface OutsideOptions {
  readonly bundle: Bundle;
  readonly random: Random;
  readonly trouble: Trouble;
  readonly turns: Turns;
  readonly time: WorldTime;
  readonly note: (happening: Happening) => void;
  /** Told of what was done that others hear of: a ticket that was changed. */
  readonly heard: (action: string, input: JsonObject, key: string) => void;
}

type Fate =
  | 'works' | 'unavailable' | 'declared' | 'undeclared'
  | 'lost before' | 'lost after' | 'hangs before' | 'hangs after' | 'late' | 'nonsense'; // prettier-ignore

const UNKNOWN: readonly Fate[] = ['lost before', 'lost after', 'hangs before', 'hangs after', 'late', 'nonsense'];
const FAILED: readonly Fate[] = ['unavailable', 'unavailable', 'declared', 'undeclared'];

const never = new Promise<never>(() => {});

export function openOutside({ bundle, random, trouble, turns, time, note, heard }: OutsideOptions): Outside {
  const done = new Set<string>();
  const onTheirWay = new Map<string, Set<() => void>>();
  let calm = false;

  /** Taking back goes wrong more often: it is what is tried least. */
  function fateOf(key: string): Fate {
    if (calm) return 'works';
    if (key.endsWith('/undo') && random.chance(trouble.fail)) return random.pick(FAILED);
    if (random.chance(trouble.unknown)) return random.pick(UNKNOWN);
    return random.chance(trouble.fail) ? random.pick(FAILED) : 'works';
  }

  /** Does it. What a contract calls idempotent by key is done under one key once, as a world that keeps its word would. */
  function act(by: string, contract: ActionContract, input: JsonObject, key: string): void {
    if (contract.effect === 'read') return;
    if (contract.idempotent !== 'never' && done.has(key)) return;
    done.add(key);
    note({ kind: 'deed', by, action: contract.id, key });
    heard(contract.id, input, key);
  }

  /** What it answers when it works. A check tells the truth about the effect it is asked about. */
  function output(contract: ActionContract, key: string): JsonObject {
    const [, checked] = /^(.*)\/check\.\d+$/.exec(key) ?? [];
    if (checked !== undefined) {
      if (!calm && random.chance(trouble.unknown)) return {};
      return done.has(checked) ? { happened: true, receipt: checked } : { happened: false };
    }
    const given: { readonly [field: string]: JsonObject[string] } = {
      value: random.pick(['low', 'high']),
      ready: calm || random.chance(0.3),
      was: 'open',
      receipt: key,
      message: key,
      comment: key,
    };
    return Object.fromEntries(Object.keys(contract.output).map((field) => [field, given[field] ?? key]));
  }

  async function answer(
    fate: Fate,
    by: string,
    contract: ActionContract,
    input: JsonObject,
    { key, deadline, signal }: PerformOptions,
  ): Promise<PerformResult> {
    // prettier-ignore
    const failed = (error: string): PerformResult => ({ status: 'failed', error, message: 'so it says' });
    const works = ['works', 'lost after', 'hangs after', 'late', 'nonsense'].includes(fate);
    if (works) act(by, contract, input, key);
    const result: PerformResult = { status: 'done', output: output(contract, key) };
    switch (fate) {
      case 'works':
        return result;
      case 'unavailable':
        return failed('unavailable');
      case 'declared':
        return failed('full');
      case 'undeclared':
        return failed('something-else');
      case 'lost before':
      case 'lost after':
        if (random.chance(0.5)) throw new Disturbance('the connection is gone');
        return { status: 'unknown', message: 'the connection is gone' };
      case 'hangs before':
      case 'hangs after':
        return never;
      case 'late': {
        const after = new Date(Date.parse(deadline) + 1_000 * (1 + random.below(600))).toISOString();
        await time.clockOf(by, 0).sleepUntil(after, new AbortController().signal);
        return result;
      }
      case 'nonsense':
        void signal;
        return { status: 'done', output: { receipt: 7 } };
    }
  }

  return {
    performFor: (owner) => async (action, input, options) => {
      note({ kind: 'call', by: owner, action, key: options.key, input });
      const contract = bundle.actions[action];
      if (contract === undefined) throw new Error(`the desk performs ${action}, which there is not`);
      const fate = fateOf(options.key);
      const sent = onTheirWay.get(owner) ?? new Set();
      onTheirWay.set(owner, sent);
      const arrives = (): void => act(owner, contract, input, options.key);
      sent.add(arrives);
      await turns.wait(owner, `${action} ${options.key}: ${fate}`);
      sent.delete(arrives);
      // What arrives when nobody waits for it any more is not done.
      if (options.signal.aborted) return { status: 'failed', error: 'unavailable', message: 'too late' };
      const result = await answer(fate, owner, contract, input, options);
      await turns.wait(owner, `${action} answers`);
      return result;
    },
    arrive: (owner) => {
      for (const arrives of onTheirWay.get(owner) ?? []) if (!calm && random.chance(0.5)) arrives();
      onTheirWay.delete(owner);
    },
    done,
    calm: () => void (calm = true),
  };
}
