import type { JsonObject } from '@deskbook/policies';
import type { Node, Workflow } from '@deskbook/dsl/bundle';
import { effectKeyIn } from '../kernel/effect-key.ts';
import type { Entry, Permission, Visit } from '../kernel/entry.ts';
import { because, contractOf, deniedBy, openLine, permittedBy } from './ledger-line.ts';
import type { LedgerContext } from './ledger-line.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { RunHistory } from './report-input.ts';
import { reportPlaces } from './report-place.ts';
import { inLanguage } from './report-words.ts';
import type { LedgerLine } from './resolution-report.ts';
import { runNodes } from './run-nodes.ts';
import { undoableUntil } from './undo-window.ts';

interface Ledger extends LedgerContext {
  readonly run: string;
  readonly names: RunHistory['names'];
  readonly workflow: Workflow;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly lines: Map<string, LedgerLine>;
  /** Permissions decided whose effect is not yet requested, by visit. */
  readonly permissions: Map<string, Permission>;
  /** Which effect a visit is busy with, and whether it is being taken back. */
  readonly busy: Map<string, { readonly key: string; readonly undo: boolean }>;
  readonly unpermitted: Set<string>;
  /** Mails asked for, by key, or by task and seat where they have none: the line of each. */
  readonly mails: Map<string, string>;
}

/** The effects of a run, in the order they were first asked for. */
export interface FoldedLedger {
  readonly lines: readonly LedgerLine[];
  /** Keys of effects that were requested without a recorded permission. */
  readonly unpermitted: readonly string[];
}

/** Accounts for every effect of a run: who asked, who acted, what allowed it, what came of it. */
export function foldLedger(history: RunHistory, context: LedgerContext): FoldedLedger {
  const ledger: Ledger = {
    ...context,
    run: history.run,
    names: history.names,
    workflow: history.workflow,
    nodes: runNodes(history.workflow),
    lines: new Map(),
    permissions: new Map(),
    busy: new Map(),
    unpermitted: new Set(),
    mails: new Map(),
  };
  for (const entry of history.entries) takeEntry(ledger, entry);
  for (const [id, line] of ledger.lines) ledger.lines.set(id, { ...line, undoableUntil: undoableUntil(line, history) });
  return { lines: [...ledger.lines.values()], unpermitted: [...ledger.unpermitted] };
}

type Of<Type extends Entry['type']> = Extract<Entry, { type: Type }>;

/** What each kind of entry does to the ledger. Kinds that are not here have no effect to account for. */
const takers: { readonly [Type in Entry['type']]?: (ledger: Ledger, entry: Of<Type>) => void } = {
  'permission.decided': permissionDecided,
  'effect.requested': requested,
  'effect.done': (ledger, entry) => {
    change(ledger, entry, { result: 'done', reason: null, finishedAt: entry.at, output: entry.output });
  },
  'effect.failed': (ledger, entry) => {
    change(ledger, entry, { result: 'failed', reason: because(entry.error, entry.message), finishedAt: entry.at });
  },
  'effect.unknown': (ledger, entry) => {
    change(ledger, entry, { result: 'unknown', reason: entry.message, finishedAt: entry.at });
  },
  'effect.checked': checked,
  'effect.refused': refused,
  'undo.done': (ledger, entry) => {
    change(ledger, entry, { result: 'undone', reason: null, undoneAt: entry.at });
  },
  'undo.failed': (ledger, entry) => {
    change(ledger, entry, { result: 'undo_failed', reason: because(entry.error, entry.message) });
  },
  'approval.asked': asked,
  'approval.mailed': mailed,
  'task.answered': undoneByHand,
};

function takeEntry(ledger: Ledger, entry: Entry): void {
  const take = takers[entry.type] as ((ledger: Ledger, entry: Entry) => void) | undefined;
  take?.(ledger, entry);
}

function visitOf({ node, visit }: Visit): string {
  return `${node}#${visit}`;
}

/** A refusal is the end of an attempt; a permission waits for the effect that rests on it. */
function permissionDecided(ledger: Ledger, entry: Of<'permission.decided'>): void {
  const { permission } = entry;
  ledger.permissions.set(visitOf(entry), permission);
  if (permission.allowed) return;
  const key = effectKeyIn(ledger, entry.node, entry.visit);
  const denial = deniedBy(ledger, permission);
  const line = ledger.lines.get(key);
  if (line?.result === 'done' || line?.result === 'undo_failed') {
    ledger.lines.set(key, { ...line, deniedBy: denial.deniedBy });
    return;
  }
  const opened = line ?? newLine(ledger, entry, key, permission.action, {}, entry.at);
  ledger.lines.set(key, { ...opened, ...denial, result: 'refused', finishedAt: entry.at });
}

function requested(ledger: Ledger, entry: Of<'effect.requested'>): void {
  const undo = entry.key.endsWith('/undo');
  const key = undo ? entry.key.slice(0, -'/undo'.length) : entry.key;
  ledger.busy.set(visitOf(entry), { key, undo });
  const permission = ledger.permissions.get(visitOf(entry));
  ledger.permissions.delete(visitOf(entry));
  if (permission === undefined) ledger.unpermitted.add(entry.key);
  if (undo) return;
  const line = newLine(ledger, entry, key, entry.action, entry.input, ledger.lines.get(key)?.requestedAt ?? entry.at);
  ledger.lines.set(key, {
    ...line,
    ...(permission && permittedBy(ledger, permission)),
    approvedBy: ledger.approvedBy(entry.at),
    attempts: entry.attempt,
  });
}

function newLine(
  ledger: Ledger,
  { node }: Visit,
  key: string,
  action: string,
  input: JsonObject,
  requestedAt: string,
): LedgerLine {
  return openLine(ledger, {
    run: ledger.run,
    node,
    key,
    action,
    input,
    requestedAt,
    title: ledger.nodes.get(node)?.title,
  });
}

/** What came of the effect a visit is busy with. While it is being taken back, a failure is one of taking back. */
function change(ledger: Ledger, entry: Entry & Visit, changes: Partial<LedgerLine>): void {
  const busy = ledger.busy.get(visitOf(entry));
  const key = busy?.key ?? effectKeyIn(ledger, entry.node, entry.visit);
  const line = ledger.lines.get(key);
  if (line === undefined) return;
  if (busy?.undo === true && entry.type === 'effect.done') return;
  if (busy?.undo === true && (changes.result === 'failed' || changes.result === 'unknown')) {
    ledger.lines.set(key, { ...line, result: 'undo_failed', reason: changes.reason ?? null });
    return;
  }
  const fields = contractOf(ledger.bundle, line.action)?.output ?? {};
  const output = changes.output && maskSecrets(changes.output, fields, ledger.secrets);
  ledger.lines.set(key, { ...line, ...changes, ...(output === undefined ? {} : { output }) });
}

function checked(ledger: Ledger, entry: Of<'effect.checked'>): void {
  if (entry.happened === true) {
    change(ledger, entry, { result: 'done', reason: null, finishedAt: entry.at, output: entry.output });
  } else if (entry.happened === false) {
    change(ledger, entry, { result: 'failed', reason: 'a check found that it did not happen', finishedAt: entry.at });
  }
}

function refused(ledger: Ledger, entry: Of<'effect.refused'>): void {
  const { at } = entry;
  const reason = because(entry.reason, entry.missing.join(', '));
  const key = effectKeyIn(ledger, entry.node, entry.visit);
  const verb = ledger.nodes.get(entry.node)?.verb;
  const action = verb?.kind === 'do' ? verb.action : entry.node;
  const line = ledger.lines.get(key);
  if (line?.result === 'done') {
    ledger.lines.set(key, { ...line, result: 'undo_failed', reason });
    return;
  }
  const opened = line ?? newLine(ledger, entry, key, action, {}, at);
  ledger.lines.set(key, { ...opened, result: 'refused', reason, finishedAt: at });
}

/** The mail to a seat's people: an effect like any other, though no step's own. The approval is what has it sent. */
function asked(ledger: Ledger, entry: Of<'approval.asked'>): void {
  if (entry.mail === null) return;
  const { bundle, language, nodes } = ledger;
  const name = `${entry.task}/${entry.seat.id}/mail`;
  const id = `${name} ${ledger.lines.size}`;
  const verb = nodes.get(entry.node)?.verb;
  const known = verb?.kind === 'approve' && Object.hasOwn(bundle.approvals, verb.approval);
  const approval = known ? bundle.approvals[verb.approval] : undefined;
  const line = newLine(ledger, entry, entry.key ?? name, 'mail.send', entry.mail, entry.at);
  const title = inLanguage(contractOf(bundle, 'mail.send')?.title ?? {}, language) || 'mail.send';
  const allowedBy = approval === undefined ? [] : reportPlaces(bundle, [approval.reference]);
  ledger.lines.set(id, { ...line, title, allowedBy });
  ledger.mails.set(entry.key ?? name, id);
}

function mailed(ledger: Ledger, entry: Of<'approval.mailed'>): void {
  const id = ledger.mails.get(entry.key) ?? ledger.mails.get(`${entry.task}/${entry.seat}/mail`);
  const line = id === undefined ? undefined : ledger.lines.get(id);
  if (id === undefined || line === undefined) return;
  const results = { sent: 'done', failed: 'failed', unknown: 'unknown', nobody: 'refused' } as const;
  const result = results[entry.status];
  const reason = result === 'done' || entry.message === '' ? null : entry.message;
  ledger.lines.set(id, { ...line, key: entry.key, attempts: 1, result, reason, finishedAt: entry.at });
}

/** A failed undo goes to a person, who may report that it has been done by hand. */
function undoneByHand(ledger: Ledger, entry: Of<'task.answered'>): void {
  const found = /^(.*)\/undo\/hold(?:\.\d+)?$/u.exec(entry.task)?.[1];
  const line = found === undefined ? undefined : ledger.lines.get(found);
  if (line === undefined || entry.outcome !== 'done') return;
  ledger.lines.set(line.key, { ...line, result: 'undone', reason: `by hand, by ${entry.by}`, undoneAt: entry.at });
}
