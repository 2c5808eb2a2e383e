import type { ApprovalDefinition, Facts } from '@deskbook/policies';
import { whoIsAsked } from '@deskbook/policies/approvals';
import { factsOfRoles } from '../role-people.ts';
import { standInsOf } from '../who-votes.ts';
import { answer, factsFor, visitOf, type NodeWork } from '../work.ts';
import { sendLetter, type Letter, type Sent } from './send-letter.ts';

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
  const all = whoIsAsked(definition, approval).filter((person) => seat.people.includes(person));
  if (all.length === 0) return mailed(work, 'nobody', 'nobody is asked');
  const people = all.filter((person) => command.except?.includes(person) !== true);
  if (people.length === 0) return mailed(work, 'sent', '');
  const letters = lettersTo(work, people);
  const results: Sent[] = [];
  for (const letter of letters) {
    const known = asked?.includes(letter.key) === true;
    const sent = await sendLetter({ ...work, definition, approval, seat, contract }, letter, known);
    if (sent === null) return;
    results.push(sent);
    const [to] = letter.to;
    if (letters.length > 1 && to !== undefined) await mailed(work, sent.status, sent.message, { key: letter.key, to });
  }
  const { status, message } = worst.flatMap((each) => results.find((sent) => sent.status === each) ?? [])[0] ?? nobody;
  await mailed(work, status, message);
}

/** What is said of a mail of several letters: what was the least of them. */
const worst = ['failed', 'unknown', 'nobody', 'sent'] as const;
const nobody: Sent = { status: 'nobody', message: 'nobody is asked' };

/** One letter to all of them; where it holds a link, which is one person's alone, a letter each. */
function lettersTo({ host, command }: NodeWork<'notify'>, people: readonly string[]): readonly Letter[] {
  if (host.links === undefined || people.length === 1) return [{ to: people, key: command.key }];
  return people.map((person) => ({ to: [person], key: `${command.key}/${person}` }));
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

async function mailed(
  work: NodeWork<'notify'>,
  status: Sent['status'],
  message: string,
  part: { readonly key: string; readonly to: string } | null = null,
): Promise<void> {
  const { task, seat, key } = work.command;
  await answer(work, { type: 'approval.mailed', task, seat, key, ...part, status, message, ...visitOf(work) });
}
