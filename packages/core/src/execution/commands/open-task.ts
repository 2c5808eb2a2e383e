import type { Facts, Text } from '@deskbook/policies';
import { isRecord } from '../../facts/is-record.ts';
import { dueTime, whyOf } from '../due-time.ts';
import { factsIn, resolveValues } from '../resolve-values.ts';
import { ticketOf } from '../run-facts.ts';
import { inFirstOf, say, templatesIn } from '../spoken-text.ts';
import { answer, blocked, degraded, factsFor, lacking, visitOf, type NodeWork } from '../work.ts';
import { assigneeNeeds, assigneesOf, firstPresent, type Assignees } from './assignees.ts';

/** Opens work for a person: finds who it goes to, when it is due and what to call it. */
export async function openTask(work: NodeWork<'open'>): Promise<void> {
  const { node, command, host, running } = work;
  if (command.what === 'hold') return openHold(work);
  const { verb } = node;
  const gathered = await factsFor(work, assigneeNeeds(work));
  let assigned: Assignees;
  try {
    assigned = await assigneesOf(work, gathered.facts);
  } catch (error) {
    return void (await blocked(work, 'unavailable', error instanceof Error ? error.message : String(error), {
      system: 'directory',
    }));
  }
  if (assigned.people.length === 0) {
    const down = gathered.unavailable.length > 0;
    return void (await blocked(work, down ? 'unavailable' : 'nobody', `there is nobody to do ${node.id}`, {
      system: gathered.unavailable[0]?.system ?? 'directory',
    }));
  }
  const within = verb.kind === 'task' || verb.kind === 'ask' ? verb.within : null;
  const due = within === null ? null : dueTime([host.bundle(), running.bundle], host.clock.now(), within);
  if (due?.ok === false) return void (await blocked(work, due.reason, due.message));
  const text = verb.kind === 'task' || verb.kind === 'ask' ? verb.text : node.title;
  const title = say(text, languagesOf(work, assigned, gathered.facts), gathered.facts);
  if (!title.ok) return void (await lacking(work, title.missing, gathered));
  if (verb.kind === 'tree' && !(await startSession(work, assigned))) return;
  const { task, what } = command;
  const common = {
    task,
    assignees: assigned.people,
    role: assigned.role,
    deadline: due?.due ?? null,
    title: title.value,
    ...whyOf(due),
    ...degraded(gathered),
  };
  await answer(work, { type: 'task.opened', what: what === 'approval' ? 'task' : what, ...common, ...visitOf(work) });
}

/** A held step goes to whoever answers for it. It is opened whatever happens: where nobody can be found, to the role. */
async function openHold(work: NodeWork<'open'>): Promise<void> {
  const { node, running, host, command } = work;
  const { workflow } = running.graph;
  const undo = running.state().status === 'undoing';
  const { owner } = running.bundle;
  const own = [
    ...(node.by.role === null ? [] : [node.by.role]),
    ...node.by.fallback,
    ...(owner === null ? [] : [owner]),
  ];
  const roles = undo ? [workflow.undoFailed.role] : [...own, workflow.undoFailed.role];
  const words = undo ? workflow.undoFailed.title : node.title;
  const gathered = await factsFor(work, [...assigneeNeeds(work), ...templatesIn(words)]);
  let lacked = degraded(gathered);
  const assigned = await firstPresent(host, roles, gathered.facts).catch((): Assignees => {
    lacked = { degraded: [{ system: 'directory', fact: null }, ...(lacked.degraded ?? [])] };
    return { people: [], role: roles[0] ?? null };
  });
  const { task } = command;
  await answer(work, {
    type: 'task.opened',
    task,
    what: 'hold',
    assignees: assigned.people,
    role: assigned.role,
    deadline: null,
    title: titleOf(words, work, gathered.facts),
    ...lacked,
    ...visitOf(work),
  });
}

/** What a held step is called. What its title speaks of may be what is absent: then it is said as it is written. */
function titleOf(words: Text, { node, running: { bundle } }: NodeWork<'open'>, facts: Facts): string {
  const said = say(words, bundle.languages, facts);
  return (said.ok ? said.value : inFirstOf(words, bundle.languages)) || node.id;
}

/** Begins the diagnosis a `tree` step is for. False: it could not be begun, which is recorded. */
async function startSession(work: NodeWork<'open'>, { people }: Assignees): Promise<boolean> {
  const { node, host, running, command } = work;
  const { verb } = node;
  const [person] = people;
  if (verb.kind !== 'tree' || person === undefined || host.startSession === undefined) return true;
  const gathered = await factsFor(work, Object.values(verb.with).flatMap(factsIn));
  const fields = running.bundle.trees[verb.tree]?.input ?? {};
  const input = resolveValues(verb.with, gathered.facts, fields);
  if (!input.ok) {
    await lacking(work, input.missing, gathered);
    return false;
  }
  await host.startSession({
    session: command.task,
    tree: verb.tree,
    person,
    with: input.value,
    ticket: ticketOf(running.state()),
    parent: { run: running.run, node: node.id, key: command.task },
  });
  return true;
}

/** The language of the one person who is asked, if it is the requester, then the bundle's. */
function languagesOf({ running }: NodeWork<'open'>, { people }: Assignees, facts: Facts): readonly string[] {
  const { requester } = facts;
  const isAsked = isRecord(requester) && people.length === 1 && people[0] === requester['id'];
  const own = isAsked ? requester['language'] : undefined;
  return [...(typeof own === 'string' ? [own] : []), ...running.bundle.languages];
}
