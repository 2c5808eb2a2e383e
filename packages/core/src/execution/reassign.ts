import type { AccessDecision } from '@deskbook/policies';
import { reduceApproval } from '@deskbook/policies/approvals';
import type { EntryBody } from '../kernel/entry.ts';
import type { OpenTask } from '../kernel/run-state.ts';
import type { AnswerResult } from './answer-result.ts';
import { noTask, refuse, type Answering, type Refused } from './answering.ts';
import { newParty } from './new-party.ts';
import { mayAnswer } from './may-answer.ts';
import { factsOfRoles } from './role-people.ts';
import { rolesOfPerson } from './roles-of-person.ts';
import { runFacts } from './run-facts.ts';

type Moved = { readonly ok: true; readonly entry: EntryBody } | Refused;

/**
 * Gives an open task to others: work to whom somebody says who may `assign:<workflow>`, the seat of an approval to whom somebody says
 * who may `reassign:<approval>`. The others are known, and have the role that is asked at this moment.
 */
export async function reassign(at: Answering): Promise<AnswerResult> {
  const { running, task, answer } = at;
  const to = [...new Set([answer.to ?? []].flat())];
  if (to.length === 0) return refuse('invalid_outcome', 'say to whom');
  let moved: Moved;
  try {
    const action = actionOf(at);
    const decision = (await mayAnswer(at, action.name, action.resource))?.() ?? nobody;
    if (!decision.allowed)
      return refuse('not_yours', `${answer.by} may not reassign this (${decision.reason}: ${decision.basis?.id ?? action.name})`); // prettier-ignore
    const allowedBy = decision.basis?.reference ?? null;
    moved = task.what === 'approval' ? await moveSeat(at, to, allowedBy) : await moveTask(at, to, allowedBy);
  } catch {
    return refuse('refused', 'unavailable');
  }
  if (!moved.ok) return moved;
  const { entry } = moved;
  const taken = await running.commit(() => ({ entries: [entry] }));
  return taken ? { ok: true, run: running.run } : noTask(task.task);
}

/** What giving the task to others is called, and about what it is asked. */
interface Reassigning {
  readonly name: string;
  readonly resource: { readonly type: string; readonly id: string };
}

/** An approval and a workflow may have one id: whoever may give work away does not by that choose who approves. */
function actionOf({ running, node: { verb }, task }: Answering): Reassigning {
  const [workflow = ''] = running.state().workflow.split('/', 1);
  return task.what === 'approval' && verb.kind === 'approve'
    ? { name: `reassign:${verb.approval}`, resource: { type: 'approval', id: verb.approval } }
    : { name: `assign:${workflow}`, resource: { type: 'workflow', id: workflow } };
}

const nobody: AccessDecision = { allowed: false, reason: 'no_grant', basis: null, missing: ['subject'] };

async function moveSeat(at: Answering, to: readonly string[], allowedBy: string | null): Promise<Moved> {
  const { host, running, node, task, answer } = at;
  const { approval = null, visit = 0 } = running.state().nodes[node.id] ?? {};
  const definition = node.verb.kind === 'approve' ? running.graph.approvals[node.verb.approval] : undefined;
  if (approval === null || definition === undefined) return noTask(task.task);
  const wanted = answer.seat ?? (approval.asking.length === 1 ? approval.asking[0] : undefined);
  const seat = approval.seats.find(({ id }) => id === wanted);
  if (seat === undefined) return refuse('invalid_outcome', `say which seat: ${approval.asking.join(', ')}`);
  const common = await commonRole(at, to, [seat.role]);
  if ('ok' in common) return common;
  const party = await newParty(host, { graph: running.graph, state: running.state() }, approval);
  if (party !== null && [answer.by, ...to].includes(party)) return refuse('refused', 'own_request');
  const now = host.clock.now();
  const entry = { type: 'reassigned', at: now, by: answer.by, seat: seat.id, people: to } as const;
  const tried = reduceApproval(definition, approval, entry);
  if (!tried.ok) return refuse('refused', tried.refusal);
  return { ok: true, entry: { type: 'approval.entry', task: task.task, entry, allowedBy, node: node.id, visit } };
}

async function moveTask(at: Answering, to: readonly string[], allowedBy: string | null): Promise<Moved> {
  const { running, node, task, answer } = at;
  const common = await commonRole(at, to, rolesFor(at));
  if ('ok' in common) return common;
  const effect = running.state().effects.find((one) => one.task?.task === task.task);
  const visit = effect?.visit ?? running.state().nodes[node.id]?.visit ?? 0;
  const said = { by: answer.by, allowedBy, reason: answer.note ?? '' };
  const given = { task: task.task, assignees: to, role: common.role };
  return { ok: true, entry: { type: 'task.reassigned', ...given, ...said, node: node.id, visit } };
}

/** The roles whose work it is: the one it was given to, and those the step names besides. None where it was given to a person. */
function rolesFor({ node, task }: { readonly node: Answering['node']; readonly task: OpenTask }): readonly string[] {
  const { role, fallback } = node.by;
  if (task.role === null) return [];
  return [...new Set([task.role, role, ...fallback].filter((each) => each !== null))];
}

/** The role that all of them have, of several; null where there are none, and they are only known. */
async function commonRole(
  { host, running }: Answering,
  people: readonly string[],
  roles: readonly string[],
): Promise<{ readonly role: string | null } | Refused> {
  const { facts } = await runFacts(host, running.bundle, running.state(), factsOfRoles(host));
  const held = await Promise.all(people.map((person) => rolesOfPerson(host, person, facts)));
  const unknown = people.find((_, index) => held[index] === null);
  if (unknown !== undefined) return refuse('refused', `there is no person ${unknown}`);
  if (roles.length === 0) return { role: null };
  const role = roles.find((each) => held.every((of) => of?.has(each) === true));
  return role === undefined ? refuse('refused', `they are not all in the role ${roles.join(' or ')}`) : { role };
}
