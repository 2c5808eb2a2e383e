/**
 * Names under which the desk writes words of its own in an entry: ids, codes, moments and references. Whatever stands under another name
 * is taken for a text, so that a kind of entry that is added later keeps to itself what it says.
 */
const structural: ReadonlySet<string> = new Set([
  // what and where
  'type', 'kind', 'id', 'run', 'workflow', 'bundle', 'node', 'visit', 'task', 'tasks', 'session', 'tree', 'ticket', 'trigger', 'seat',
  'source', 'subject', 'specversion', 'event', 'service', 'effect', 'deadLetter', 'letter', 'parent', 'cause', 'hash', 'before', 'inForce',
  'refused', 'version', 'of', 'path', 'pointer', 'fact', 'scheme', 'command', 'timer', 'clock', 'sla', 'system', 'calendar', 'zone', 'scope',
  // who
  'by', 'person', 'requester', 'assignees', 'people', 'role', 'to', 'actor', 'asker', 'duties', 'owner',
  // when
  'at', 'time', 'date', 'due', 'deadline', 'until', 'from', 'since', 'undoUntil', 'startedAt', 'updatedAt',
  // what was decided
  'truth', 'outcome', 'branch', 'decision', 'result', 'end', 'status', 'code', 'error', 'vote', 'choice', 'confinement', 'missing', 'how', 'what',
  'mode', 'action', 'actions', 'reference', 'allowedBy', 'cites', 'through', 'established', 'establishes', 'approval', 'approvals', 'claims',
  'outcomes', 'rule', 'rules', 'policy', 'phase',
]); // prettier-ignore

/** Under this name a record has its boxes, and nothing else. */
export const boxesMember = 'sealed';

/** A moment, as ISO 8601 writes it, or a day. */
export function isMoment(text: string): boolean {
  const { length } = text;
  if (length < 10 || length > 35 || text.charCodeAt(4) !== 45) return false;
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
}

/** An id has no spaces and is no e-mail address; what has is a name or an account, and personal itself. */
export const isPlainId = (text: string): boolean => text.length <= 200 && !/[\s@]/u.test(text);

/** Whether this is a word of the desk: it stands under such a name, and is no name of several words, nor an address. Claims are held by what they say. */
export const isStructural = (name: string, value: string): boolean =>
  structural.has(name) && (name === 'claims' || isPlainId(value));

/** Names under which stands what came from outside, in the words of the bundle's fields. */
export const dataMembers: ReadonlySet<string> = new Set([
  'input', 'output', 'form', 'values', 'rows', 'asked', 'evidence', 'mail', 'value', 'with', 'data',
]); // prettier-ignore

/** Where the desk itself says why: everywhere but where a person does. */
const ownReason = /^\/(permission|denial|decision|classification|notStarted|event|approval)\//;

/** A reason that is a code, where only the desk writes one. */
export const isDeskReason = (value: string, pointer: string): boolean =>
  /^[a-z][a-z_]*$/.test(value) && ownReason.test(pointer);

/** A name as programs give them. */
export const isIdentifier = (name: string): boolean => /^[a-z][a-z0-9_]*$/.test(name);
