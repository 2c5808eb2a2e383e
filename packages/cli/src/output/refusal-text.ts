import type { AccessReason, ApprovalRefusal } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { placeText } from './place-text.ts';

/** What the desk refuses with one word. */
type Word = ApprovalRefusal | Extract<AccessReason, 'denied' | 'denial_undecided' | 'error' | 'unavailable'>;

const sentences: { readonly [word in Word | 'no_longer_in_role']: string } = {
  no_longer_in_role: 'they no longer have the role they were asked in',
  not_open: 'it is decided already',
  not_asked: 'they are not asked',
  own_request: 'nobody decides about their own request',
  already_voted: 'they have answered already',
  note_required: 'a refusal needs a reason: say it with --note',
  cannot_delegate: 'this approval cannot be handed on by them, or not to that person',
  not_expired: 'its time is not over',
  already_open: 'it is open already',
  past_deadline: 'its time is over',
  unknown_seat: 'there is no such seat',
  not_requester: 'only who asked for it may take it back',
  too_few_people: 'there would be too few people left to approve it',
  denied: 'a denial holds',
  denial_undecided: 'a denial cannot be ruled out',
  error: 'deciding it failed',
  unavailable: 'who may answer cannot be told just now; try again',
};

/**
 * Why the desk did not take what was said. One word becomes a sentence, and the id of a denial or separation what it says and where it
 * is written; the word stays, in brackets, for whoever looks for it.
 */
export function refusalText(bundle: Bundle, reason: string): string {
  if (Object.hasOwn(sentences, reason)) return `${sentences[reason as Word]} (${reason})`;
  const { denials, separation } = bundle.access;
  const rule = [...denials, ...separation].find(({ id }) => id === reason);
  if (rule === undefined) return reason;
  const [first] = bundle.languages;
  return [rule.say?.[first], rule.id, placeText(bundle, rule.reference)].filter(Boolean).join('  ');
}
