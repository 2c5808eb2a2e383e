import type { JsonObject } from '@deskbook/policies';
import type { ActionContract } from '@deskbook/dsl/bundle';
import type { PerformResult } from '../ports/perform.ts';
import { fitOutput, problemText } from './contract-values.ts';
import type { ExecutionHost } from './host.ts';

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
): Promise<Performed> {
  const { clock } = host;
  const timeout = 'milliseconds' in contract.timeout ? contract.timeout.milliseconds : longest;
  const deadline = new Date(Date.parse(clock.now()) + timeout).toISOString();
  const given = new AbortController();
  const timer = new AbortController();
  const late = clock.sleepUntil(deadline, timer.signal).catch(() => new Promise<never>(() => {}));
  const options = { key, deadline, signal: given.signal, scopes: contract.scopes };
  const done = Promise.resolve()
    .then(() => host.perform(contract.id, input, options))
    .then((answer) => fitted(contract, answer))
    .catch((error: unknown): PerformResult => ({ status: 'unknown', message: messageOf(error) }));
  const result = await Promise.race([done, late.then(() => null)]);
  timer.abort(over);
  given.abort(over);
  if (result !== null) return { ...result, late: null };
  const message = `no answer within ${timeout} ms`;
  return { status: 'unknown', message, late: done };
}

function fitted(contract: ActionContract, result: PerformResult): PerformResult {
  if (result.status === 'unknown') return { status: 'unknown', message: textOf(result.message) };
  if (result.status === 'failed') {
    return { status: 'failed', error: textOf(result.error), message: textOf(result.message) };
  }
  const output = fitOutput(contract, result.output);
  if (output.ok) return { status: 'done', output: output.value };
  const message = `the answer does not fit the contract: ${problemText(output.problems)}`;
  if (contract.effect === 'read') return { status: 'failed', error: 'invalid_output', message };
  return { status: 'unknown', message };
}

function messageOf(error: unknown): string {
  return textOf(error instanceof Error ? error.message : error);
}

/** What somebody else's program said, as the journal can hold it. */
function textOf(said: unknown): string {
  return String(said).slice(0, longestMessage).toWellFormed();
}
