import type { ApprovalEntry } from '@deskbook/policies';
import type { Bundle, Node } from '@deskbook/dsl/bundle';
import type { Entry } from '../kernel/entry.ts';
import type { RunHistory } from './report-input.ts';
import { inLanguage, sayEvent } from './report-words.ts';
import type { TimelineEvent } from './resolution-report.ts';
import { runNodes } from './run-nodes.ts';

type Moment = Omit<TimelineEvent, 'at' | 'what'>;

interface Telling {
  readonly bundle: Bundle;
  readonly language: string;
  readonly nodes: ReadonlyMap<string, Node>;
}

/** What happened, in order, in sentences. Bookkeeping (timers, searches) is left out. */
export function foldTimeline(history: RunHistory, bundle: Bundle, language: string): readonly TimelineEvent[] {
  const telling = { bundle, language, nodes: runNodes(history.workflow) };
  return history.entries.flatMap((entry) => {
    const moment = tell(entry, telling);
    return moment === null ? [] : { at: entry.at, what: sayEvent(moment.code, moment.subject, 'en'), ...moment };
  });
}

function moment(code: string, subject: string, who: string | null = null): Moment {
  return { code, subject, who };
}

function tell(entry: Entry, telling: Telling): Moment | null {
  return tellRun(entry) ?? tellDecision(entry) ?? tellEffect(entry, telling) ?? tellAnswer(entry, telling);
}

function tellRun(entry: Entry): Moment | null {
  switch (entry.type) {
    case 'run.started':
      return moment('started', '', entry.cause.kind === 'person' ? entry.cause.person : null);
    case 'run.cancelled':
      return moment('cancelled', entry.reason, entry.by);
    case 'run.ended':
      return moment('ended', entry.end);
    case 'undo.requested':
      return moment('undo_requested', entry.reason, entry.by);
    case 'child.started':
      return moment('child_started', entry.run);
    case 'child.ended':
      return moment('child_ended', `${entry.run}: ${entry.end}`);
    case 'event.matched':
      return moment('event_matched', `${entry.source} ${entry.id}`);
    case 'step.blocked':
      return moment('blocked', entry.node);
    default:
      return null;
  }
}

function tellDecision(entry: Entry): Moment | null {
  switch (entry.type) {
    case 'condition.decided':
      if (entry.evaluation.truth === 'holds') return null;
      return moment(entry.evaluation.truth === 'fails' ? 'skipped' : 'undecided', entry.node);
    case 'choice.decided':
      return entry.branch === null ? moment('undecided', entry.node) : moment('chosen', entry.branch);
    case 'decision.made':
      return moment('decided', entry.outcome);
    default:
      return null;
  }
}

function tellEffect(entry: Entry, { nodes }: Telling): Moment | null {
  switch (entry.type) {
    case 'permission.decided': {
      const { permission } = entry;
      return moment(permission.allowed ? 'allowed' : 'denied', permission.action, permission.actor.id);
    }
    case 'effect.requested':
      return moment('requested', entry.action);
    case 'effect.done':
    case 'effect.failed':
    case 'effect.unknown':
    case 'effect.refused':
    case 'undo.done':
    case 'undo.failed': {
      const verb = nodes.get(entry.node)?.verb;
      const code = entry.type.startsWith('undo.') ? entry.type.replace('.', '_') : entry.type.slice('effect.'.length);
      return moment(code, verb?.kind === 'do' ? verb.action : entry.node);
    }
    default:
      return null;
  }
}

function tellAnswer(entry: Entry, { nodes, language }: Telling): Moment | null {
  switch (entry.type) {
    case 'task.opened':
    case 'task.reassigned': {
      const title = nodes.get(entry.node)?.title;
      const name = title === undefined ? entry.node : inLanguage(title, language);
      const code = entry.type === 'task.opened' ? 'task_opened' : 'task_reassigned';
      return moment(code, entry.role === null ? name : `${name} (${entry.role})`);
    }
    case 'task.answered':
      return moment('task_answered', entry.outcome, entry.by);
    case 'approval.entry': {
      const verb = nodes.get(entry.node)?.verb;
      return tellApproval(entry.entry, verb?.kind === 'approve' ? verb.approval : entry.node);
    }
    case 'approval.mailed':
      return moment(entry.status === 'sent' ? 'mailed' : 'not_mailed', entry.seat);
    default:
      return null;
  }
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
    case 'changed':
    case 'expired':
      return moment(entry.type, approval);
  }
}
