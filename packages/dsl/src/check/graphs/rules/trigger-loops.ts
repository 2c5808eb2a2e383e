import type { FactPath, Json } from '@deskbook/policies';
import { triggerLoop } from '../../../diagnostics/pages/analysis/trigger-loop.ts';
import type { Node } from '../../../bundle/node.ts';
import type { Trigger } from '../../../bundle/trigger.ts';
import type { Values } from '../../../bundle/value.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { findCycles } from '../digraph/find-cycles.ts';
import { openScenario } from '../flow/scenario.ts';
import { truthIn } from '../flow/truth-in.ts';
import { own } from '../steps/own.ts';
import { everyStep } from './changes.ts';

/** What a step makes happen in the help desk, or a run by its end: an event, the facts it sets (null: to something), and what to call it. */
interface Echo {
  readonly workflow: string;
  /** Null: the whole of it. */
  readonly step: string | null;
  readonly event: string;
  readonly sets: ReadonlyMap<FactPath, Json | null>;
  readonly says: string;
}

/** Triggers that hear what they themselves, or each other, made the desk do. */
export function triggerLoops(compiled: Compiled): void {
  const hearing = compiled.triggers.filter(({ ownEvents, state }) => ownEvents.hops > 0 && state !== 'retired');
  const echoes = new Map(hearing.map((trigger) => [trigger.id, echoesOf(trigger.start, compiled)]));
  const heard = (from: string, to: Trigger): Echo | undefined => echoes.get(from)?.find((echo) => hears(to, echo));
  const graph = new Map(
    hearing.map(({ id }) => [id, hearing.flatMap((to) => (heard(id, to) === undefined ? [] : to.id))]),
  );
  for (const cycle of findCycles(graph)) {
    const chain = cycle.flatMap((id, index) => {
      const next = hearing.find((trigger) => trigger.id === (cycle[index + 1] ?? cycle[0]));
      return (next === undefined ? undefined : heard(id, next)) ?? [];
    });
    reportLoop(cycle, chain, compiled);
  }
}

function reportLoop(cycle: readonly string[], chain: readonly Echo[], compiled: Compiled): void {
  const [first] = cycle;
  const [echo] = chain;
  const trigger = compiled.triggers.find(({ id }) => id === first);
  const place = trigger === undefined ? null : placeAt(compiled.checking, `${trigger.reference}/own_events`);
  if (place === null || trigger === undefined || echo === undefined) return;
  const message = `\`${trigger.id}\` can start itself: \`${echo.workflow}\`${echo.step === null ? '' : ` step \`${echo.step}\``} ${echo.says}`;
  const links = cycle.flatMap((id, index) => [
    `\`${id}\``,
    `\`${chain[index]?.workflow ?? ''}\``,
    `\`${chain[index]?.event ?? ''}\``,
  ]);
  report(place, triggerLoop, message, {
    help: `${[...links, `\`${first ?? ''}\``].join(' → ')}; it is cut after ${trigger.ownEvents.hops} hops`,
  });
}

/** What the steps of a workflow, and of those it runs, make happen. */
function echoesOf(id: string, compiled: Compiled, seen: ReadonlySet<string> = new Set()): readonly Echo[] {
  if (seen.has(id)) return [];
  const inner = new Set([...seen, id]);
  const end: Echo = { workflow: id, step: null, event: 'run.ended', sets: facts({ 'run.workflow': { kind: 'literal', value: id } }), says: 'ends' }; // prettier-ignore
  const ofSteps = everyStep(own(compiled.workflows, id)?.nodes ?? []).flatMap((node) => {
    if (node.verb.kind === 'run') return echoesOf(node.verb.workflow, compiled, inner);
    return echoOf(node, id) ?? [];
  });
  return [...ofSteps, end];
}

function echoOf(node: Node, workflow: string): Echo | null {
  if (node.verb.kind !== 'do') return null;
  const { with: input } = node.verb;
  const common = { workflow, step: node.id };
  switch (node.verb.action) {
    case 'helpdesk.comment':
      return { ...common, event: 'ticket.commented', sets: new Map(), says: 'posts a comment' };
    case 'helpdesk.transition':
      return {
        ...common,
        event: 'ticket.updated',
        sets: facts({ 'ticket.state': input['state'], 'ticket.resolution': input['resolution'] }),
        says: 'changes the state',
      };
    case 'helpdesk.assign':
      return {
        ...common,
        event: 'ticket.updated',
        sets: facts({ 'ticket.assignee': input['assignee'], 'ticket.team': input['team'] }),
        says: 'assigns the ticket',
      };
    case 'helpdesk.update':
      return { ...common, event: 'ticket.updated', sets: updated(input), says: 'changes the ticket' };
    default:
      return null;
  }
}

function facts(values: { readonly [fact: FactPath]: Values[string] | undefined }): ReadonlyMap<FactPath, Json | null> {
  return new Map(
    Object.entries(values).flatMap(([fact, value]) =>
      value === undefined ? [] : [[fact, value.kind === 'literal' ? value.value : null] as const],
    ),
  );
}

function updated(input: Values): ReadonlyMap<FactPath, Json | null> {
  const fields = input['fields'];
  if (fields?.kind === 'record')
    return facts(Object.fromEntries(Object.entries(fields.fields).map(([name, value]) => [`ticket.${name}`, value])));
  if (fields?.kind !== 'literal' || typeof fields.value !== 'object' || fields.value === null) return new Map();
  return new Map(Object.entries(fields.value).map(([name, value]) => [`ticket.${name}`, value]));
}

/** Whether a trigger can take an echo for its event: the changes it asks for are among those made, and its condition can hold. */
function hears(trigger: Trigger, echo: Echo): boolean {
  if (trigger.event !== echo.event) return false;
  const changed = trigger.changed.every(({ fact, to }) => {
    const value = echo.sets.get(fact);
    if (value === undefined) return false;
    return value === null || to === undefined || to.includes(value);
  });
  const known = new Map([...echo.sets].flatMap(([fact, value]) => (value === null ? [] : [[fact, value] as const])));
  return changed && (trigger.when === null || truthIn({ ...openScenario, facts: known }, trigger.when) !== 'fails');
}
