import type { DeskOptions } from '../desk/desk.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Perform, PerformOptions, PerformResult } from '../ports/perform.ts';
import { systemOf } from '../ports/system-of.ts';
import { guardTarget, TargetUnavailable } from './guard-target.ts';
import type { GuardedTarget } from './guard-target.ts';
import { usualResilience } from './resilience.ts';
import type { Resilience, TargetHealth } from './resilience.ts';

type ReadingPort = 'directory' | 'helpDesk' | 'assets' | 'knowledge' | 'monitoring' | 'pastTickets' | 'secrets';

/** The ports that can be guarded: those through which something can fail. */
export type PortsToGuard = Pick<DeskOptions, 'perform' | ReadingPort>;

/** The same ports, guarded, and how the systems behind them are doing. */
export interface GuardedPorts<Ports extends PortsToGuard> {
  readonly ports: Ports;
  /** Every system that was asked so far, by name. */
  readonly health: () => readonly TargetHealth[];
}

/** How ports are guarded. */
export interface GuardOptions {
  /** For every system. */
  readonly all?: Partial<Resilience>;
  /** For single systems, by name: a reading port (`directory`), or what `targetOf` gives. */
  readonly each?: { readonly [target: string]: Partial<Resilience> };
  /** The system an action is performed by; what stands before its first dot unless said: `jira.comment` is `jira`'s. */
  readonly targetOf?: (action: string) => string;
}

const readingPorts: readonly ReadingPort[] = [
  'directory', 'helpDesk', 'assets', 'knowledge', 'monitoring', 'pastTickets', 'secrets',
]; // prettier-ignore

/**
 * Puts each system behind a timeout, retries, a circuit breaker and limits. A read that fails rejects, and what depends on it is
 * undecided; an effect whose system is not asked fails as `unavailable` without having happened, so that its contract may try it again
 * later. Systems do not touch each other.
 *
 * @example
 * const { ports, health } = resilientPorts({ perform, directory }, { each: { jira: { perSecond: 10 } } });
 * const desk = await openDesk({ bundle, store, ...ports });
 */
export function resilientPorts<Ports extends PortsToGuard>(
  ports: Ports,
  { all = {}, each = {}, targetOf = systemOf }: GuardOptions = {},
): GuardedPorts<Ports> {
  const targets = new Map<string, GuardedTarget>();
  const handedOut = new Set<string>();
  const target = (name: string): GuardedTarget => {
    const own = Object.hasOwn(each, name) ? each[name] : undefined;
    const known = targets.get(name) ?? guardTarget(name, { ...usualResilience, ...all, ...own }, handedOut);
    targets.set(name, known);
    return known;
  };
  const guarded: Ports = { ...ports, perform: guardPerform(ports.perform, (action) => target(targetOf(action))) };
  for (const name of readingPorts) {
    const port = ports[name];
    if (port !== undefined) Object.assign(guarded, { [name]: guardReads(port, target(name)) });
  }
  if (guarded.secrets !== undefined) Object.assign(guarded, { secrets: remembering(guarded.secrets, handedOut) });
  return { ports: guarded, health: () => [...targets.values()].map(({ health }) => health()) };
}

/** A port that only reads: each of its methods is guarded. */
function guardReads<Port extends object>(port: Port, { read }: GuardedTarget): Port {
  return new Proxy(port, {
    get(of, name) {
      const method: unknown = Reflect.get(of, name);
      if (typeof method !== 'function') return method;
      return (...parameters: readonly unknown[]) =>
        read(async () => (await Reflect.apply(method, of, parameters)) as unknown);
    },
  });
}

/** Shorter ones are words like others. */
const shortestSecret = 4;

/** Remembers what was handed out, so that no failure shows it. */
function remembering(secrets: Secrets, handedOut: Set<string>): Secrets {
  return {
    secret: async (name) => {
      const value = await secrets.secret(name);
      if (value !== null && value.length >= shortestSecret) handedOut.add(value);
      return value;
    },
  };
}

function guardPerform(perform: Perform, target: (action: string) => GuardedTarget): Perform {
  return async (action, input, options) => {
    try {
      const judge = { outage, isWanted: () => !options.signal.aborted };
      return await target(action).once(() => untilDeadline(perform(action, input, options), options), judge);
    } catch (error) {
      if (error instanceof TargetUnavailable) return { status: 'failed', error: 'unavailable', message: error.message };
      throw error;
    }
  };
}

/** What was not answered when the desk stopped waiting counts against the system, and frees its place. */
function untilDeadline(answer: Promise<PerformResult>, { signal }: PerformOptions): Promise<PerformResult> {
  return Promise.race([
    answer,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('it did not answer in time')), { once: true });
    }),
  ]);
}

/** What an answer says of its system: an error of the work itself says nothing. */
function outage(answer: PerformResult): string | null {
  if (answer.status === 'unknown') return answer.message;
  return answer.status === 'failed' && ['unavailable', 'timeout'].includes(answer.error) ? answer.message : null;
}
