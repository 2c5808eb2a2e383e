import type { Json, JsonObject } from '@deskbook/policies';
import type { ActionContract, Bundle, FixtureAnswer, Fixtures } from '@deskbook/dsl/bundle';
import type { Perform, PerformResult } from '../ports/perform.ts';
import { isRecord } from '../facts/is-record.ts';
import { own } from '../facts/own.ts';

/** One call of the world. */
export interface FixtureCall {
  readonly action: string;
  readonly input: JsonObject;
  readonly key: string;
  readonly result: PerformResult;
}

/** Answers for actions that come before the fixtures' own: those without `when` call by call, those with it whenever it fits. */
export type Mocks = { readonly [action: string]: readonly FixtureAnswer[] };

/** A world that answers from fixtures. */
export interface FixturePerform {
  readonly perform: Perform;
  readonly calls: readonly FixtureCall[];
  /** Actions with a mock that never answered. */
  readonly unusedMocks: () => readonly string[];
}

/**
 * Performs actions by answering from mocks, then from fixtures. As a world that keeps its word would, it does under one key only
 * once what its contract calls idempotent by key. An action nobody has an answer for is `unavailable`, unless nothing has to be answered.
 */
export function fixturePerform(bundle: Pick<Bundle, 'actions'>, fixtures: Fixtures, mocks: Mocks): FixturePerform {
  const calls: FixtureCall[] = [];
  const used = new Set<FixtureAnswer>();
  const done = new Map<string, PerformResult>();

  function answerFor(action: string, input: JsonObject): FixtureAnswer | null {
    const mocked = own(mocks, action) ?? [];
    const fitting = mocked.find(({ when }) => when !== null && fits(when, input));
    const next = fitting ?? mocked.find((mock) => mock.when === null && !used.has(mock));
    if (next !== undefined) used.add(next);
    return next ?? own(fixtures.actions, action)?.find(({ when }) => when === null || fits(when, input)) ?? null;
  }

  function resultOf(action: string, input: JsonObject, key: string): PerformResult {
    const contract = own(bundle.actions, action);
    const before = contract?.idempotent === 'by_key' ? done.get(`${action} ${key}`) : undefined;
    const result = before ?? toResult(answerFor(action, input), contract, fixtures, input, key);
    if (result.status === 'done') done.set(`${action} ${key}`, result);
    return result;
  }

  return {
    perform: async (action, input, { key }) => {
      const result = resultOf(action, input, key);
      calls.push({ action, input, key, result });
      return result;
    },
    calls,
    unusedMocks: () =>
      Object.entries(mocks).flatMap(([action, answers]) => (answers.some((mock) => !used.has(mock)) ? [action] : [])),
  };
}

function toResult(
  answer: FixtureAnswer | null,
  contract: ActionContract | undefined,
  fixtures: Fixtures,
  input: JsonObject,
  key: string,
): PerformResult {
  if (answer === null) {
    const output = contract === undefined ? null : ownAnswer(contract, fixtures, input, key);
    if (output !== null) return { status: 'done', output };
    return { status: 'failed', error: 'unavailable', message: 'no fixture answers this' };
  }
  if (answer.error === 'unknown') return { status: 'unknown', message: 'the connection was lost' };
  if (answer.error !== null)
    return { status: 'failed', error: answer.error, message: `the fixture fails with ${answer.error}` };
  return { status: 'done', output: answer.output ?? {} };
}

/** What a mail gateway and a help desk answer by themselves, and what needs no answer. */
function ownAnswer(contract: ActionContract, fixtures: Fixtures, input: JsonObject, key: string): JsonObject | null {
  const required = Object.entries(contract.output).filter(([, field]) => !field.optional);
  if (required.length === 0) return {};
  if (contract.port !== 'mail' && contract.port !== 'helpdesk') return null;
  const { ticket } = input;
  const record = typeof ticket === 'string' ? (own(fixtures.tickets, ticket) ?? {}) : {};
  return Object.fromEntries(
    required.map(([name, field]) => [name, record[name] ?? (field.type === 'json' ? {} : key)]),
  );
}

/** Whether an input has these values; of a record only those that are named. */
function fits(when: JsonObject, input: JsonObject): boolean {
  return Object.entries(when).every(([name, value]) => same(value, own(input, name)));
}

function same(wanted: Json, value: Json | undefined): boolean {
  if (isRecord(wanted)) return isRecord(value) && fits(wanted, value);
  return JSON.stringify(wanted) === JSON.stringify(value);
}
