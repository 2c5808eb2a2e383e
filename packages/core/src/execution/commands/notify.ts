import type { ApprovalDefinition, ApprovalState, FilledSeat, JsonObject } from '@deskbook/policies';
import { whoIsAsked } from '@deskbook/policies/approvals';
import type { ActionContract } from '@deskbook/dsl/bundle';
import type { EntryBody } from '../../kernel/entry.ts';
import { aboutApproval, readerOf, type Reader } from '../about-approval.ts';
import { performAction } from '../perform-action.ts';
import { mailNeeds, renderMail, type RenderedMail } from '../render-mail.ts';
import { factsOfRoles, peopleOfRole } from '../role-people.ts';
import { say, templatesIn } from '../spoken-text.ts';
import { answer, factsFor, visitOf, type NodeWork } from '../work.ts';

/**
 * Mails the people of a seat. The mail is recorded before it is sent; found on its way by a process that came after, it is sent
 * again only if mail is idempotent by its key.
 */
export async function notify(work: NodeWork<'notify'>): Promise<void> {
  const { running, node, command } = work;
  const { approval, asked } = running.state().nodes[node.id] ?? {};
  const definition = node.verb.kind === 'approve' ? running.graph.approvals[node.verb.approval] : undefined;
  const seat = approval?.seats.find(({ id }) => id === command.seat);
  const contract = running.graph.actions['mail.send'];
  if (definition === undefined || approval === undefined || approval === null || seat === undefined) {
    return mailed(work, 'nobody', 'the seat is no longer asked');
  }
  if (contract === undefined) return mailed(work, 'nobody', 'this bundle sends no mail');
  if (asked?.includes(command.key) === true && contract.idempotent === 'never') {
    return mailed(work, 'unknown', 'the desk stopped while it was on its way');
  }
  const mail = await compose(work, definition, approval, seat);
  if (!mail.ok) return mailed(work, mail.reason === 'unavailable' ? 'failed' : 'nobody', mail.missing.join(', '));
  await send(work, contract, seat, mail.input, asked?.includes(command.key) === true);
}

async function send(
  work: NodeWork<'notify'>,
  contract: ActionContract,
  seat: FilledSeat,
  mail: JsonObject,
  again: boolean,
): Promise<void> {
  const { task, key } = work.command;
  const asked: EntryBody = { type: 'approval.asked', task, seat, key, mail, ...visitOf(work) };
  if (!again && !(await answer(work, asked))) return;
  const result = await performAction(work.host, contract, mail, key);
  if (result.status === 'done') await mailed(work, 'sent', '');
  else await mailed(work, result.status, result.message);
}

async function mailed(
  work: NodeWork<'notify'>,
  status: 'sent' | 'failed' | 'unknown' | 'nobody',
  message: string,
): Promise<void> {
  const { task, seat, key } = work.command;
  await answer(work, { type: 'approval.mailed', task, seat, key, status, message, ...visitOf(work) });
}

async function compose(
  work: NodeWork<'notify'>,
  definition: ApprovalDefinition,
  approval: ApprovalState,
  seat: FilledSeat,
): Promise<RenderedMail> {
  const { host, running, command } = work;
  const { bundle } = running;
  const people = whoIsAsked(definition, approval).filter((person) => seat.people.includes(person));
  if (people.length === 0) return { ok: false, reason: 'invalid', missing: ['nobody is asked'] };
  const reader = await readerOf(host, bundle, people[0] ?? '');
  const template = definition.email ?? 'approval-request';
  const about = aboutApproval(host.bundle(), reader, {
    id: command.task,
    definition,
    question: await questionFor(work, definition, reader),
    requester: approval.requester,
    approvers: people,
    role: seat.role,
    status: approval.status,
    expiresAt: approval.deadline,
  });
  const values = { approval: about };
  const { facts } = await factsFor(work, [...mailNeeds(bundle, { template }), 'requester'], values);
  return renderMail(host, bundle, { template, to: people, values }, facts);
}

/** The question in the reader's language; else as it stands on the task. */
async function questionFor(
  work: NodeWork<'notify'>,
  { question, id }: ApprovalDefinition,
  { languages }: Reader,
): Promise<string> {
  const { facts } = await factsFor(work, ['requester', ...templatesIn(question)]);
  const said = say(question, languages, facts);
  return said.ok ? said.value : (work.running.state().nodes[work.node.id]?.task?.title ?? id);
}

/** Nobody has answered for a while: remind, or ask one more role. */
export async function chase(work: NodeWork<'chase'>): Promise<void> {
  const { command, host } = work;
  const { task, add } = command;
  const at = host.clock.now();
  const reminded: EntryBody = { type: 'approval.entry', task, entry: { type: 'reminded', at }, ...visitOf(work) };
  if (add === null) return void (await answer(work, reminded));
  const { facts } = await factsFor(work, factsOfRoles(host));
  try {
    const people = await peopleOfRole(host, add, facts);
    if (people.length === 0) return void (await answer(work, reminded));
    const seat = { id: add, role: add, people };
    await answer(work, { type: 'approval.entry', task, entry: { type: 'escalated', at, seat }, ...visitOf(work) });
  } catch {
    // Nobody can be added while the directory is down: those who are asked are reminded, and it is tried again at the next turn.
    await answer(work, reminded);
  }
}
