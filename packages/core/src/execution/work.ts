import type { FactPath, JsonObject } from '@deskbook/policies';
import type { Node } from '@deskbook/dsl/bundle';
import type { Gathered } from '../facts/gather-facts.ts';
import { indexOf } from '../kernel/graph.ts';
import type { Command } from '../kernel/command.ts';
import type { BlockedEntry, Degradable, EntryBody, Visit } from '../kernel/entry.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { ExecutionHost } from './host.ts';
import type { Running } from './running.ts';
import { runFacts } from './run-facts.ts';

/** One command to carry out: where, and in which run. */
export interface Work<Type extends Command['type'] = Command['type']> {
  readonly host: ExecutionHost;
  readonly running: Running;
  readonly command: Extract<Command, { readonly type: Type }>;
}

/** A command at a node. */
export type NodeWork<Type extends Exclude<Command['type'], 'end'>> = Work<Type> & { readonly node: Node };

/** The node a command is about. */
export function nodeOf(running: Running, at: Visit): Node | null {
  return indexOf(running.graph).nodes.get(at.node) ?? null;
}

/** The visit a command is about. */
export function visitOf({ command }: { readonly command: Visit }): Visit {
  return { node: command.node, visit: command.visit };
}

/** The facts of this moment, for one command. */
export function factsFor(work: Work, needs: readonly FactPath[], extra: JsonObject = {}): Promise<Gathered> {
  const { host, running } = work;
  return runFacts(host, running.bundle, running.state(), needs, extra);
}

/** Commits the answer to a command, if it is still asked for. */
export function answer(work: Work, ...entries: readonly EntryBody[]): Promise<boolean> {
  return work.running.commit((state) => (isAsked(work, state.outstanding) ? { entries } : null));
}

/** Whether a command is still outstanding. Commands are plain data, so that one read back after a crash is the same. */
export function isAsked({ command }: Pick<Work, 'command'>, outstanding: readonly Command[]): boolean {
  if (outstanding.includes(command)) return true;
  const wanted = commandId(command);
  return outstanding.some((other) => commandId(other) === wanted);
}

const ids = new WeakMap<Command, string>();

/** Names a command among those of its run. Worked out once for each command. */
export function commandId(command: Command): string {
  const known = ids.get(command);
  if (known !== undefined) return known;
  const id = canonicalJson(command);
  ids.set(command, id);
  return id;
}

/** Says that a command cannot be carried out. */
export function blocked(
  work: Work & { readonly command: Visit },
  reason: BlockedEntry['reason'],
  message: string,
  { missing = [], system }: Pick<BlockedEntry, 'system'> & { readonly missing?: readonly string[] } = {},
): Promise<boolean> {
  const { command } = work;
  const down = reason === 'unavailable' && system !== undefined ? { system } : {};
  return answer(work, {
    type: 'step.blocked',
    command: command.type,
    reason,
    missing,
    message,
    ...down,
    ...visitOf(work),
  });
}

/** Says that facts are absent: because a port is down, which passes, or because they are not there. */
export function lacking(
  work: Work & { readonly command: Visit },
  missing: readonly FactPath[],
  gathered: Gathered,
): Promise<boolean> {
  const system = outageOf(missing, gathered);
  return blocked(work, system === null ? 'missing' : 'unavailable', missing.join(', '), {
    missing,
    ...(system !== null && { system }),
  });
}

/** Whether facts are absent because their root could not be read. */
export function isOutage(missing: readonly FactPath[], gathered: Gathered): boolean {
  return outageOf(missing, gathered) !== null;
}

/** The system for whose outage facts are absent; null: they are absent for another reason. */
export function outageOf(missing: readonly FactPath[], { unavailable }: Gathered): string | null {
  const isFor = (root: string): boolean => missing.some((path) => path === root || path.startsWith(`${root}.`));
  return unavailable.find(({ root }) => isFor(root))?.system ?? null;
}

/** What could not be read, for the record of what was decided all the same. */
export function degraded({ unavailable }: Pick<Gathered, 'unavailable'>): Degradable {
  if (unavailable.length === 0) return {};
  return { degraded: unavailable.map(({ system, root }) => ({ system, fact: root })) };
}
