import type { ApprovalEntry } from '@deskbook/policies';
import type { Bundle, Node } from '@deskbook/dsl/bundle';
import type { Entry, Visit } from '../kernel/entry.ts';
import type { RunHistory } from './report-input.ts';
import { inLanguage, sayEvent } from './report-words.ts';
import type { TimelineEvent } from './resolution-report.ts';
import { runNodes } from './run-nodes.ts';

type Moment = Omit<TimelineEvent, 'at' | 'what'>;

interface Telling {
  readonly bundle: Bundle;
  readonly language: string;
  readonly nodes: ReadonlyMap<string, Node>;
  /** Whether the run goes on to its review, whoever wants it over. */
  readonly reviewed: boolean;
}

/** What happened, in order, in sentences. Bookkeeping (timers, searches) is left out. */
export function foldTimeline(history: RunHistory, bundle: Bundle, language: string): readonly TimelineEvent[] {
  const reviewed = history.workflow.activates?.reviewed === true;
  const telling = { bundle, language, nodes: runNodes(history.workflow), reviewed };
  return history.entries.flatMap((entry) => {
    const moment = tell(entry, telling);
    return moment === null ? [] : { at: entry.at, what: sayEvent(moment.code, moment.subject, 'en'), ...moment };
  });
}

function moment(code: string, subject: string, who: string | null = null): Moment {
  return { code, subject, who };
}

type Of<Type extends Entry['type']> = Extract<Entry, { type: Type }>;

/** What each kind of entry is told as. Kinds that are not here are bookkeeping. */
const tellers: { readonly [Type in Entry['type']]?: (entry: Of<Type>, telling: Telling) => Moment | null } = {
  'run.started': ({ cause }) => moment('started', '', cause.kind === 'person' ? cause.person : null),
  'run.cancelled': ({ reason, by }, { reviewed }) => moment(reviewed ? 'given_back' : 'cancelled', reason, by),
  'run.paused': ({ reason, by }) => moment('paused', reason, by),
  'run.resumed': ({ reason, by }) => moment('resumed', reason, by),
  'run.moved': ({ reason, by }) => moment('moved', reason, by),
  'run.ended': ({ end }) => moment('ended', end),
  'undo.requested': ({ reason, by }, { reviewed }) => moment(reviewed ? 'given_back' : 'undo_requested', reason, by),
  'child.started': ({ run }) => moment('child_started', run),
  'child.ended': ({ run, end }) => moment('child_ended', `${run}: ${end}`),
  'event.matched': ({ source, id }) => moment('event_matched', `${source} ${id}`),
  'step.blocked': ({ node }) => moment('blocked', node),
  'condition.decided': ({ evaluation: { truth }, node }) =>
    truth === 'holds' ? null : moment(truth === 'fails' ? 'skipped' : 'undecided', node),
  'choice.decided': ({ branch, node }) => (branch === null ? moment('undecided', node) : moment('chosen', branch)),
  'decision.made': ({ outcome }) => moment('decided', outcome),
  'permission.decided': ({ permission: { allowed, action, actor } }) =>
    moment(allowed ? 'allowed' : 'denied', action, actor.id),
  'effect.requested': ({ action }) => moment('requested', action),
  'effect.done': (entry, telling) => moment('done', actionOf(entry, telling)),
  'effect.failed': (entry, telling) => moment('failed', actionOf(entry, telling)),
  'effect.unknown': (entry, telling) => moment('unknown', actionOf(entry, telling)),
  'effect.refused': (entry, telling) => moment('refused', actionOf(entry, telling)),
  'undo.done': (entry, telling) => moment('undo_done', actionOf(entry, telling)),
  'undo.failed': (entry, telling) => moment('undo_failed', actionOf(entry, telling)),
  'task.opened': (entry, telling) => moment('task_opened', taskOf(entry, telling)),
  'task.reassigned': (entry, telling) => moment('task_reassigned', taskOf(entry, telling)),
  'task.answered': ({ outcome, by }) => moment('task_answered', outcome, by),
  'approval.entry': ({ entry, node }, { nodes }) => {
    const verb = nodes.get(node)?.verb;
    return tellApproval(entry, verb?.kind === 'approve' ? verb.approval : node);
  },
  // Its timer fires: that it has expired is no entry of its own.
  'timer.fired': ({ timer, node }, { nodes }) => {
    const verb = nodes.get(node)?.verb;
    return timer === 'within' && verb?.kind === 'approve' ? moment('expired', verb.approval) : null;
  },
  'approval.mailed': ({ status, seat, to }, telling) =>
    to === undefined ? moment(status === 'sent' ? 'mailed' : 'not_mailed', roleOf(seat, telling)) : null,
};

function tell(entry: Entry, telling: Telling): Moment | null {
  const teller = tellers[entry.type] as ((entry: Entry, telling: Telling) => Moment | null) | undefined;
  return teller?.(entry, telling) ?? null;
}

function actionOf({ node }: Visit, { nodes }: Telling): string {
  const verb = nodes.get(node)?.verb;
  return verb?.kind === 'do' ? verb.action : node;
}

function taskOf({ node, role }: Visit & { readonly role: string | null }, telling: Telling): string {
  const { nodes, language } = telling;
  const title = nodes.get(node)?.title;
  const name = title === undefined ? node : inLanguage(title, language);
  return role === null ? name : `${name} (${roleOf(role, telling)})`;
}

/** What a role is called, or as it is where there is no such role: seats may be of a person. */
function roleOf(id: string, { bundle, language }: Telling): string {
  const title = bundle.access.roles.find((role) => role.id === id)?.title;
  return title === undefined ? id : inLanguage(title, language);
}

function tellApproval(entry: ApprovalEntry, approval: string): Moment {
  switch (entry.type) {
    case 'opened':
      return moment('approval_opened', approval, entry.requester);
    case 'voted':
      return moment(entry.vote === 'approve' ? 'approved' : 'rejected', approval, entry.by);
    case 'delegated':
    case 'reassigned':
    case 'withdrawn':
      return moment(entry.type, approval, entry.by);
    case 'reminded':
    case 'escalated':
    case 'replaced':
    case 'stood_in':
    case 'changed':
    case 'expired':
      return moment(entry.type, approval);
  }
}
