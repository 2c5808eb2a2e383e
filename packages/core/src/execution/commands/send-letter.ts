import type { ApprovalDefinition, ApprovalState, FilledSeat, JsonObject } from '@deskbook/policies';
import type { ActionContract } from '@deskbook/dsl/bundle';
import type { EntryBody } from '../../kernel/entry.ts';
import { aboutApproval, readerOf, type Reader } from '../about-approval.ts';
import { performAction } from '../perform-action.ts';
import { mailNeeds, renderMail, type RenderedMail } from '../render-mail.ts';
import { say, templatesIn } from '../spoken-text.ts';
import { answer, factsFor, visitOf, type NodeWork } from '../work.ts';
import { usesOf } from '../uses-of.ts';

/** A mail that asks, under its idempotency key. */
export interface Letter {
  readonly to: readonly string[];
  readonly key: string;
}

/** What became of it. */
export interface Sent {
  readonly status: 'sent' | 'failed' | 'unknown' | 'nobody';
  readonly message: string;
}

/** Whom an approval asks, and by which action. */
export type AskingWork = NodeWork<'notify'> & {
  readonly definition: ApprovalDefinition;
  readonly approval: ApprovalState;
  readonly seat: FilledSeat;
  readonly contract: ActionContract;
};

const mask = '••••';
/** How long a link answers where the approval itself has no end. */
const longestLink = 30 * 24 * 60 * 60 * 1000;

/**
 * Records a letter and sends it. A link in it is masked in what is recorded, and made again right before the letter goes out.
 *
 * @param known - it was recorded before, and may have been sent.
 * @returns null: it is no longer asked for, and nothing was sent.
 */
export async function sendLetter(work: AskingWork, letter: Letter, known: boolean): Promise<Sent | null> {
  const { host, contract, command, seat } = work;
  const { key } = letter;
  if (known && contract.idempotent === 'never') {
    return { status: 'unknown', message: 'the desk stopped while it was on its way' };
  }
  const link = linkIn(work, letter);
  const mail = await compose(work, letter, link === null ? null : masked(link));
  if (!mail.ok) return notComposed(mail);
  const asked: EntryBody = {
    type: 'approval.asked',
    task: command.task,
    seat,
    key,
    mail: mail.input,
    ...visitOf(work),
  };
  if (!known && !(await answer(work, asked))) return null;
  const whole = link === null ? mail : await compose(work, letter, link);
  if (!whole.ok) return notComposed(whole);
  const result = await performAction(host, contract, whole.input, key);
  if (result.status === 'done') return { status: 'sent', message: '' };
  return { status: result.status, message: link === null ? result.message : result.message.replaceAll(link, masked(link)).replaceAll(tokenOf(link), mask) }; // prettier-ignore
}

/** The link of the one person it goes to, where the desk has links. */
function linkIn({ host, approval, command }: AskingWork, { to }: Letter): string | null {
  const [person] = to;
  if (host.links === undefined || person === undefined) return null;
  const expires = approval.deadline ?? new Date(Date.parse(host.clock.now()) + longestLink).toISOString();
  return host.links.linkFor({ task: command.task, person, expires });
}

function tokenOf(link: string): string {
  return link.slice(link.lastIndexOf('/') + 1);
}

function masked(link: string): string {
  return link.replace(tokenOf(link), mask);
}

function notComposed({ reason, missing }: Extract<RenderedMail, { ok: false }>): Sent {
  return { status: reason === 'unavailable' ? 'failed' : 'nobody', message: missing.join(', ') };
}

async function compose(work: AskingWork, { to }: Letter, link: string | null): Promise<RenderedMail> {
  const { host, running, command, definition, approval, seat } = work;
  const { bundle } = running;
  const reader = await readerOf(host, bundle, to[0] ?? '');
  const template = definition.email ?? 'approval-request';
  const about = aboutApproval(host.bundle(), reader, {
    id: command.task,
    definition,
    question: await questionFor(work, definition, reader),
    requester: approval.requester,
    approvers: to,
    role: seat.role,
    status: approval.status,
    expiresAt: approval.deadline,
    ...(link === null ? {} : { link }),
    ...(running.graph.workflow.activates?.reviewed === true && { uses: usesOf(host.store, running.run) }),
  });
  const values: JsonObject = { approval: about };
  const { facts } = await factsFor(work, [...mailNeeds(bundle, { template }), 'requester'], values);
  return renderMail(host, bundle, { template, to, values }, facts);
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
