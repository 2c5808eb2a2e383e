import type { ApprovalDefinition, ApprovalState, Facts, FilledSeat, JsonObject } from '@deskbook/policies';
import { whoIsAsked } from '@deskbook/policies/approvals';
import type { ActionContract } from '@deskbook/dsl/bundle';
import type { EntryBody } from '../../kernel/entry.ts';
import { aboutApproval, readerOf, type Reader } from '../about-approval.ts';
import { performAction } from '../perform-action.ts';
import { mailNeeds, renderMail, type RenderedMail } from '../render-mail.ts';
import { say, templatesIn } from '../spoken-text.ts';
import { standInsOf } from '../who-votes.ts';
import { factsOfRoles } from '../role-people.ts';
import { answer, factsFor, visitOf, type NodeWork } from '../work.ts';

/**
 * Mails the people of a seat. The mail is recorded before it is sent; found on its way by a process that came after, it is sent
 * again only if mail is idempotent by its key.
 */
export async function notify(work: NodeWork<'notify'>): Promise<void> {
  const { running, node, command } = work;
  const definition = node.verb.kind === 'approve' ? running.graph.approvals[node.verb.approval] : undefined;
  if (definition !== undefined && command.named !== true) await passToStandIns(work, definition);
  const { approval, asked } = running.state().nodes[node.id] ?? {};
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

/**
 * Whenever a seat is asked, reminded or asked again, it is looked whether anybody in it is there. Where that can't be told just now,
 * it stays as it is.
 */
async function passToStandIns(work: NodeWork<'notify'>, definition: ApprovalDefinition): Promise<void> {
  const { host, running, node, command } = work;
  const approval = running.state().nodes[node.id]?.approval ?? null;
  const seat = approval?.seats.find(({ id }) => id === command.seat);
  if (approval === null || seat === undefined) return;
  const facts = async (): Promise<Facts> => (await factsFor(work, factsOfRoles(host))).facts;
  const people = await standInsOf(host, definition, approval, seat, facts).catch(() => null);
  if (people === null) return;
  const entry = { type: 'stood_in', at: host.clock.now(), seat: seat.id, people } as const;
  await answer(work, { type: 'approval.entry', task: command.task, entry, ...visitOf(work) });
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
