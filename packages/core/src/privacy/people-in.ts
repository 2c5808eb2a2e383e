import type { Json } from '@deskbook/policies';
import { isRecord } from '../facts/is-record.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Names under which the desk itself puts people's ids. */
const own = new Set(['requester', 'person', 'by', 'to', 'cc', 'bcc', 'author']);

/** Whoever works on something is not whom it is about: their leaving takes nothing away from those they worked for. */
const atWork = new Set([
  'assignee', 'assignees', 'watchers', 'approver', 'approvers', 'manager', 'deputy', 'owner', 'actor', 'asker', 'people', 'subject',
]); // prettier-ignore

/** What was decided, changed or permitted names rules and values; a list of what was found is about others. */
const aboutNobody = new Set([
  'classification', 'decided', 'changes', 'permission', 'denial', 'decision', 'evaluation', 'result', 'why', 'items', 'unresolved', 'seat', 'seats', 'sealed',
]); // prettier-ignore

/** The ids of the people whom a value is about, or whose words it holds: requesters, people named in a form, whoever answered. */
export function peopleIn(value: Json | undefined, vocabulary: Vocabulary): ReadonlySet<string> {
  const found = new Set<string>();
  collect(value, '', vocabulary, found);
  return found;
}

function collect(value: Json | undefined, name: string, vocabulary: Vocabulary, found: Set<string>): void {
  if (typeof value === 'string') {
    if (isAbout(name, vocabulary) && isPersonId(value)) found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item as Json, name, vocabulary, found);
  } else if (isRecord(value)) {
    const { id } = value;
    if (typeof id === 'string' && isAbout(name, vocabulary) && isPersonId(id)) found.add(id);
    for (const [inner, part] of Object.entries(value))
      if (!aboutNobody.has(inner)) collect(part, inner, vocabulary, found);
  }
}

const isAbout = (name: string, vocabulary: Vocabulary): boolean =>
  name !== 'id' && !atWork.has(name) && (own.has(name) || vocabulary.namesPerson(name));

/** Whatever stands where a person's id belongs is one, also where it had better not be: a name, or an address. */
const isPersonId = (text: string): boolean => text.length > 0 && text.length <= 200;
