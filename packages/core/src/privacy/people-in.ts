import type { Json, JsonObject } from '@deskbook/policies';
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
  } else if (typeof value !== 'object' || value === null) {
    return;
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item as Json, name, vocabulary, found);
  } else {
    const record = value as JsonObject;
    const { id } = record;
    if (typeof id === 'string' && isAbout(name, vocabulary) && isPersonId(id)) found.add(id);
    // What was and became of something is about nobody, whatever it is called.
    const isChange = Object.hasOwn(record, 'from') && Object.hasOwn(record, 'to');
    for (const inner of Object.keys(record)) {
      if (!aboutNobody.has(inner) && !(isChange && inner === 'to')) collect(record[inner], inner, vocabulary, found);
    }
  }
}

const isAbout = (name: string, vocabulary: Vocabulary): boolean =>
  name !== 'id' && !atWork.has(name) && (own.has(name) || vocabulary.namesPerson(name));

/** Whatever stands where a person's id belongs is one, also where it had better not be: a name, or an address. */
const isPersonId = (text: string): boolean => text.length > 0 && text.length <= 200;
