import type { JsonObject } from '@deskbook/policies';
import type { ActionContract } from '@deskbook/dsl/bundle';
import type { Clock } from '../ports/clock.ts';
import type { PerformResult } from '../ports/perform.ts';
import { fitOutput, problemText } from './contract-values.ts';
import type { ExecutionHost } from './host.ts';
import { secretTexts, withoutSecretTexts } from './secret-fields.ts';

/** How much of what an action says of itself is kept, in characters. */
const longestMessage = 10_000;

const longest = 24 * 60 * 60 * 1000;

/** Why signals are aborted once an action has answered. One for all: nobody looks at where it was made. */
const over = new DOMException('the action has answered, or its deadline has passed', 'AbortError');

/** What an action answered; `late` is what it answers after its deadline, if it ever does. */
export type Performed = PerformResult & { readonly late: Promise<PerformResult> | null };

/**
 * Performs an action once, until its deadline: after that its answer is no longer waited for, and nobody knows. What it answers is
 * held against its contract; a write that answers something else may have happened, a read has failed.
 */
export async function performAction(
  host: ExecutionHost,
  contract: ActionContract,
  input: JsonObject,
  key: string,
  onBeat: (note: string | null) => void = () => {},
): Promise<Performed> {
  const { clock } = host;
  const timeout = 'milliseconds' in contract.timeout ? contract.timeout.milliseconds : longest;
  const deadline = new Date(Date.parse(clock.now()) + timeout).toISOString();
  const given = new AbortController();
  const { signal } = given;
  const late = clock.sleepUntil(deadline, signal).then(() => null, never);
  const heart = openHeart(clock, contract, signal);
  const secrets = secretTexts(contract.input, input);
  const beat = (note?: string): void => {
    heart.beat();
    onBeat(note === undefined ? null : textOf(note, secrets));
  };
  const options = { key, deadline, signal, scopes: contract.scopes, beat };
  const done = Promise.resolve()
    .then(() => host.perform(contract.id, input, options))
    .then((answer) => fitted(contract, answer, secrets))
    .catch((error: unknown): PerformResult => ({ status: 'unknown', message: messageOf(error, secrets) }));
  const result = await Promise.race([done, late, heart.silent]);
  given.abort(over);
  if (result !== null && result !== 'silent') return { ...result, late: null };
  const message =
    result === null ? `no answer within ${timeout} ms` : 'it was not heard of for longer than its heartbeat';
  return { status: 'unknown', message, late: done };
}

/** The clock was told that nobody waits any more. */
const never = (): Promise<never> => new Promise<never>(() => {});

/** Listens for heartbeats, where a contract promises any: `silent` resolves once one is overdue. */
function openHeart(
  clock: Clock,
  { heartbeat }: ActionContract,
  signal: AbortSignal,
): { readonly beat: () => void; readonly silent: Promise<'silent'> } {
  if (heartbeat === undefined || !('milliseconds' in heartbeat))
    return { beat: () => {}, silent: new Promise(() => {}) };
  const { milliseconds } = heartbeat;
  let last = Date.parse(clock.now());
  const listen = async (): Promise<'silent'> => {
    for (;;) {
      const due = last + milliseconds;
      await clock.sleepUntil(new Date(due).toISOString(), signal);
      if (last + milliseconds <= due) return 'silent';
    }
  };
  return {
    beat: () => void (last = Date.parse(clock.now())),
    silent: listen().catch(never),
  };
}

function fitted(contract: ActionContract, result: PerformResult, given: readonly string[]): PerformResult {
  if (result.status === 'unknown') return { status: 'unknown', message: textOf(result.message, given) };
  if (result.status === 'failed') {
    return { status: 'failed', error: textOf(result.error, given), message: textOf(result.message, given) };
  }
  const output = fitOutput(contract, result.output);
  if (output.ok) return { status: 'done', output: output.value };
  const message = `the answer does not fit the contract: ${problemText(output.problems)}`;
  if (contract.effect === 'read') return { status: 'failed', error: 'invalid_output', message };
  return { status: 'unknown', message };
}

function messageOf(error: unknown, secrets: readonly string[]): string {
  return textOf(error instanceof Error ? error.message : error, secrets);
}

/** What somebody else's program said, as the journal can hold it: it may have repeated the secrets that it was given. */
function textOf(said: unknown, secrets: readonly string[]): string {
  return withoutSecretTexts(String(said), secrets).slice(0, longestMessage).toWellFormed();
}
