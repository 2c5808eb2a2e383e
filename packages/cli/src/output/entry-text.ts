import type { Json, JsonObject } from '@deskbook/policies';
import { describeStep } from '@deskbook/policies/calendars';
import type { BusinessStep } from '@deskbook/policies/calendars';

/** One entry of a run in a line for people; null for those that only machines care about. */
export function entryText(entry: JsonObject & { readonly type: string }): string | null {
  const node = field(entry, 'node');
  switch (entry.type) {
    case 'run.started':
      return `starts ${field(entry, 'workflow')}`;
    case 'run.ended':
      return `ends: ${field(entry, 'end')}`;
    case 'run.paused':
      return `is paused by ${field(entry, 'by')}: ${field(entry, 'reason')}`;
    case 'run.resumed':
      return `goes on, says ${field(entry, 'by')}: ${field(entry, 'reason')}`;
    case 'run.moved':
      return `is moved by ${field(entry, 'by')} to another version: ${field(entry, 'reason')}`;
    case 'run.cancelled':
      return `is cancelled: ${field(entry, 'reason')}`;
    case 'decision.made':
      return `${node}: ${decided(entry)}`;
    case 'choice.decided':
      return `${node}: goes the way of ${field(entry, 'branch')}`;
    case 'permission.decided':
      return permission(entry, node);
    case 'effect.requested':
      return `${node}: ${field(entry, 'action')} under key ${field(entry, 'key')}`;
    case 'effect.done':
    case 'undo.done':
      return `${node}: ${entry.type === 'undo.done' ? 'taken back' : 'done'}`;
    case 'effect.failed':
    case 'undo.failed':
      return `${node}: failed (${field(entry, 'error')}): ${field(entry, 'message')}`;
    case 'effect.progressed':
      return `${node}: ${field(entry, 'note')}`;
    case 'effect.unknown':
      return `${node}: whether it happened is not known: ${field(entry, 'message')}`;
    case 'effect.refused':
      return `${node}: not asked for: ${field(entry, 'reason')}`;
    case 'task.opened':
      return `${node}: waits for a person (${field(entry, 'role') || names(entry['assignees'])})${until(entry, field(entry, 'deadline'))}`;
    case 'timer.set':
      return entry['why'] === undefined ? null : `${node}: waits${until(entry, field(entry, 'due'))}`;
    case 'task.answered':
      return `${node}: ${field(entry, 'by')} answers ${field(entry, 'outcome')}`;
    case 'approval.entry':
      return approval(entry, node);
    case 'task.reassigned':
      return `${node}: goes on to ${names(entry['assignees']) || field(entry, 'role')}`;
    case 'step.blocked':
      return `${node}: cannot go on (${field(entry, 'reason')})`;
    case 'event.matched':
      return `${node}: what it waited for has happened`;
    case 'approval.mailed':
      return `${node}: ${field(entry, 'status') === 'sent' ? 'the approvers are asked by mail' : `the mail to the approvers: ${field(entry, 'status')}`}`;
    case 'undo.requested':
      return `everything done is taken back: ${field(entry, 'reason')}`;
    default:
      return null;
  }
}

/** Until when, and why, where a calendar was asked; by the clock it goes without saying. */
function until(entry: JsonObject, due: string): string {
  const { why } = entry;
  if (!Array.isArray(why)) return '';
  const steps = why as unknown as readonly BusinessStep[];
  return ` until ${due}: ${steps.map(describeStep).join('; ')}`;
}

/** What was decided and by which rules: `REQUIRES_APPROVAL (rule production)`. */
function decided(entry: JsonObject): string {
  const result = record(entry['result']);
  const rules = (Array.isArray(result['rules']) ? result['rules'] : []).map((rule: Json) => field(record(rule), 'id'));
  const outcome = field(entry, 'outcome');
  const values = Object.entries(record(result['values'])).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const said = outcome === 'decided' ? values.join(', ') : outcome;
  return rules.length === 0 ? said : `${said} (rule ${rules.join(', ')})`;
}

function permission(entry: JsonObject, node: string): string {
  const asked = record(entry['permission']);
  const actor = record(asked['actor']);
  const decision = record(actor['decision']);
  const basis = record(decision['basis']);
  const by = field(basis, 'id') || field(decision, 'reason');
  return `${node}: ${field(actor, 'id')} ${asked['allowed'] === true ? 'may' : 'may not'} ${field(asked, 'action')} (${by})`;
}

function approval(entry: JsonObject, node: string): string | null {
  const happened = record(entry['entry']);
  if (happened['type'] === 'voted') return `${node}: ${field(happened, 'by')} votes ${field(happened, 'vote')}`;
  if (happened['type'] === 'opened') return `${node}: asks for approval${until(entry, field(happened, 'deadline'))}`;
  const people = Array.isArray(happened['people']) ? happened['people'].join(', ') : '';
  if (people !== '') return `${node}: ${words[field(happened, 'type')] ?? 'now asks'} ${people}`;
  return happened['type'] === 'expired' || happened['type'] === 'withdrawn' || happened['type'] === 'escalated'
    ? `${node}: approval ${field(happened, 'type')}`
    : null;
}

/** How others come to be asked. */
const words: { readonly [type: string]: string } = {
  reassigned: 'a seat is given to',
  replaced: 'instead of who is silent it asks',
  stood_in: 'for who is away it asks',
};

function field(of: JsonObject, name: string): string {
  const value = of[name];
  return typeof value === 'string' ? value : '';
}

function record(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function names(value: Json | undefined): string {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : '';
}
