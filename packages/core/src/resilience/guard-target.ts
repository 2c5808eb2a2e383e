import {
  BrokenCircuitError,
  CircuitState,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleAll,
  handleWhen,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import type { FailureReason } from 'cockatiel';
import { maskFailure } from './mask-failure.ts';
import { pace } from './pace.ts';
import type { Resilience, TargetHealth } from './resilience.ts';

/** A system that was not asked. */
export class TargetUnavailable extends Error {
  readonly target: string;

  constructor(target: string, why: string) {
    super(`${target} is not asked: ${why}`);
    this.name = 'TargetUnavailable';
    this.target = target;
  }
}

/** What is to be known of something that is done once. */
export interface Judgement<Answer> {
  /** What an answer says of its system: null, or that it is down, and how. */
  readonly outage: (answer: Answer) => string | null;
  /** Whether it is still to be done, when its turn comes. */
  readonly isWanted: () => boolean;
}

/** One system behind its guards. */
export interface GuardedTarget {
  /** Reads, perhaps more than once. Rejects like the last try, or with `TargetUnavailable`. */
  readonly read: <Read>(call: () => Promise<Read>) => Promise<Read>;
  /** Does something once. Rejects with `TargetUnavailable` where it was never begun. */
  readonly once: <Answer>(call: () => Promise<Answer>, judge: Judgement<Answer>) => Promise<Answer>;
  readonly health: () => TargetHealth;
}

/** An answer that means its system is down. It opens the circuit and comes back to whoever asked. */
class DownAnswer extends Error {
  readonly answer: unknown;

  constructor(answer: unknown, message: string) {
    super(message);
    this.answer = answer;
  }
}

const states: { readonly [state in CircuitState]: TargetHealth['state'] } = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
};

const tooOften = (failure: string | null): string =>
  failure === null ? 'it failed too often' : `it failed too often, last with “${failure}”`;

function messageOf(reason: FailureReason<unknown>): string | null {
  return 'error' in reason && reason.error instanceof Error ? reason.error.message : null;
}

/**
 * Guards one system. Its circuit is shared by all that is read from it and done to it.
 *
 * @param secrets - what is never shown of a failure.
 */
export function guardTarget(
  target: string,
  { breaker, ...settings }: Resilience,
  secrets: ReadonlySet<string> = new Set(),
): GuardedTarget {
  const circuit = circuitBreaker(handleAll, {
    halfOpenAfter: breaker.openFor,
    breaker: new ConsecutiveBreaker(breaker.failures),
  });
  const trying = retry(
    handleWhen((error) => !(error instanceof BrokenCircuitError)),
    { maxAttempts: settings.attempts - 1, backoff: new ExponentialBackoff({ initialDelay: settings.backoff }) },
  );
  const reading = wrap(trying, circuit, timeout(settings.timeout, TimeoutStrategy.Aggressive));
  const turns = pace(settings.atOnce, settings.perSecond);
  let since = new Date().toISOString();
  let failure: string | null = null;
  circuit.onStateChange(() => (since = new Date().toISOString()));
  circuit.onSuccess(() => (failure = null));
  circuit.onFailure(({ reason }) => {
    const said = messageOf(reason);
    failure = said === null ? null : maskFailure(said, secrets);
  });

  /** Waits its turn, and says in our words that the circuit is open. */
  async function inTurn<Result>(call: () => Promise<Result>): Promise<Result> {
    const turn = await turns.begin();
    try {
      return await call();
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new TargetUnavailable(target, tooOften(failure)) : error;
    } finally {
      turn.end();
    }
  }

  return {
    read: (call) => inTurn(() => reading.execute(call)),
    once: async <Answer>(call: () => Promise<Answer>, { outage, isWanted }: Judgement<Answer>) => {
      const judged = async (): Promise<Answer> => {
        const answer = await call();
        const problem = outage(answer);
        if (problem !== null) throw new DownAnswer(answer, problem);
        return answer;
      };
      try {
        return await inTurn(() => {
          if (!isWanted()) throw new TargetUnavailable(target, 'its time was over before its turn came');
          return circuit.execute(judged);
        });
      } catch (error) {
        if (error instanceof DownAnswer) return error.answer as Answer;
        throw error;
      }
    },
    health: () => ({ target, state: states[circuit.state], since, waiting: turns.waiting(), failure }),
  };
}
