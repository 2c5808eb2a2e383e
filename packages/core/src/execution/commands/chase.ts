import type { ApprovalEntry } from '@deskbook/policies';
import { mostApprovals, partiesOf, reduceApproval, votesNeeded } from '@deskbook/policies/approvals';
import { factsOfRoles, peopleOfRole } from '../role-people.ts';
import { whoVotes } from '../who-votes.ts';
import { answer, factsFor, visitOf, type NodeWork } from '../work.ts';

/** Nobody has answered for a while: they are reminded, or after the last reminder more people or others are asked. */
export async function chase(work: NodeWork<'chase'>): Promise<void> {
  const { command, host } = work;
  const reminded = { type: 'reminded', at: host.clock.now() } as const;
  // While nobody else can be asked, because the directory is down say, those who are asked are reminded: at the next turn it is tried again.
  const entry = (await escalation(work).catch(() => null)) ?? reminded;
  await answer(work, { type: 'approval.entry', task: command.task, entry, ...visitOf(work) });
}

/** Whom else to ask, as it is written. null: that is nobody, or asking them would not help. */
async function escalation(work: NodeWork<'chase'>): Promise<ApprovalEntry | null> {
  const { host, running, node, command } = work;
  const { escalate } = command;
  const approval = running.state().nodes[node.id]?.approval ?? null;
  const definition = node.verb.kind === 'approve' ? running.graph.approvals[node.verb.approval] : undefined;
  if (escalate === null || approval === null || definition === undefined) return null;
  const { facts } = await factsFor(work, factsOfRoles(host));
  const { how, role } = escalate;
  const except = { parties: partiesOf(approval), voted: approval.votes.map(({ by }) => by) };
  const people = await whoVotes(host, definition, await peopleOfRole(host, role, facts), except);
  if (people.length === 0) return null;
  const at = host.clock.now();
  const seat = { id: role, role, people };
  const entry: ApprovalEntry = how === 'add' ? { type: 'escalated', at, seat } : { type: 'replaced', at, role, people };
  const step = reduceApproval(definition, approval, entry);
  if (!step.ok) return null;
  // Others who are too few could never approve: then those who were asked are reminded again.
  const canBeGiven = mostApprovals(step.state) >= votesNeeded(definition, step.state.seats);
  return how === 'add' || canBeGiven ? entry : null;
}
