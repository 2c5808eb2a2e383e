import type { Text } from '@deskbook/policies';

/** A text in the wanted language, else in English, else in whatever there is. */
export function inLanguage(text: Text, language: string): string {
  const [first = ''] = Object.values(text);
  const said = Object.hasOwn(text, language) ? text[language] : text['en'];
  return said ?? first;
}

type Sentences = { readonly [code: string]: string };

/** What happened, by code. {} stands for what it happened to. */
const events: { readonly en: Sentences; readonly de: Sentences } = {
  en: {
    started: 'the run started',
    cancelled: 'the run was cancelled: {}',
    paused: 'the run was paused: {}',
    resumed: 'the run went on: {}',
    moved: 'the run was moved to another version: {}',
    ended: 'the run ended as {}',
    skipped: 'step {} was skipped, its condition does not hold',
    undecided: 'step {} was held, its condition cannot be decided',
    chosen: 'the way {} was chosen',
    decided: 'decided: {}',
    allowed: '{} was permitted',
    denied: '{} was not permitted',
    requested: '{} was requested',
    done: '{} was done',
    failed: '{} failed',
    unknown: 'the outcome of {} is not known',
    refused: '{} was not attempted, its input is not complete',
    blocked: 'step {} could not go on',
    task_opened: 'work was handed to a person: {}',
    task_answered: 'work was answered: {}',
    task_reassigned: 'work was passed on: {}',
    approval_opened: 'approval {} was asked for',
    mailed: 'the question was mailed to {}',
    not_mailed: 'the question could not be mailed to {}',
    approved: 'an approver approved {}',
    rejected: 'an approver refused {}',
    delegated: 'an approver passed {} on',
    reminded: 'the approvers of {} were reminded',
    escalated: 'approval {} was escalated',
    replaced: 'approval {} was passed to others',
    stood_in: 'somebody stands in for an approver of {}',
    reassigned: 'a seat of {} was filled anew',
    changed: 'what {} is about changed, everybody is asked again',
    expired: 'approval {} expired',
    withdrawn: 'approval {} was withdrawn',
    event_matched: 'the event waited for arrived: {}',
    child_started: 'a part run was started: {}',
    child_ended: 'a part run ended: {}',
    undo_requested: 'taking back was asked for: {}',
    undo_done: '{} was taken back',
    undo_failed: '{} could not be taken back',
    reason: 'the reason given: {}',
    given: 'it was given until {}',
    used: 'it permitted {}',
    given_back: 'it was given back: {}',
  },
  de: {
    started: 'der Ablauf begann',
    cancelled: 'der Ablauf wurde abgebrochen: {}',
    paused: 'der Ablauf wurde angehalten: {}',
    resumed: 'der Ablauf ging weiter: {}',
    moved: 'der Ablauf ging auf eine andere Fassung über: {}',
    ended: 'der Ablauf endete als {}',
    skipped: 'Schritt {} entfiel, seine Bedingung trifft nicht zu',
    undecided: 'Schritt {} wurde angehalten, seine Bedingung ist nicht entscheidbar',
    chosen: 'der Weg {} wurde gewählt',
    decided: 'entschieden: {}',
    allowed: '{} wurde erlaubt',
    denied: '{} wurde nicht erlaubt',
    requested: '{} wurde angefordert',
    done: '{} wurde ausgeführt',
    failed: '{} schlug fehl',
    unknown: 'der Ausgang von {} ist nicht bekannt',
    refused: '{} wurde nicht versucht, die Eingaben sind unvollständig',
    blocked: 'Schritt {} kam nicht weiter',
    task_opened: 'Arbeit ging an einen Menschen: {}',
    task_answered: 'Arbeit wurde beantwortet: {}',
    task_reassigned: 'Arbeit wurde weitergegeben: {}',
    approval_opened: 'Freigabe {} wurde erbeten',
    mailed: 'die Frage ging per Mail an {}',
    not_mailed: 'die Frage konnte nicht per Mail an {} gehen',
    approved: 'eine Freigabe zu {} wurde erteilt',
    rejected: 'eine Freigabe zu {} wurde abgelehnt',
    delegated: 'die Frage zu {} wurde weitergegeben',
    reminded: 'an die Freigabe {} wurde erinnert',
    escalated: 'die Freigabe {} wurde eskaliert',
    replaced: 'die Freigabe {} ging an andere über',
    stood_in: 'jemand vertritt eine Freigabeinstanz von {}',
    reassigned: 'ein Platz der Freigabe {} wurde neu besetzt',
    changed: 'der Gegenstand von {} änderte sich, alle werden neu gefragt',
    expired: 'die Freigabe {} lief ab',
    withdrawn: 'die Freigabe {} wurde zurückgezogen',
    event_matched: 'das erwartete Ereignis traf ein: {}',
    child_started: 'ein Teilablauf begann: {}',
    child_ended: 'ein Teilablauf endete: {}',
    undo_requested: 'die Rücknahme wurde verlangt: {}',
    undo_done: '{} wurde zurückgenommen',
    undo_failed: '{} konnte nicht zurückgenommen werden',
    reason: 'der genannte Grund: {}',
    given: 'es wurde gegeben bis {}',
    used: 'damit wurde erlaubt: {}',
    given_back: 'es wurde zurückgegeben: {}',
  },
};

/** What is missing, by code. */
const gaps: { readonly en: Sentences; readonly de: Sentences } = {
  en: {
    no_start: 'the entry that started the run',
    no_ticket: 'the ticket it is about',
    no_requester: 'the person who asked',
    no_name: 'the name of {}',
    no_classification: 'the classification of the request',
    not_ended: 'an end: the run is still open',
    task_open: 'an answer to the work in step {}',
    approval_open: 'the outcome of the approval in step {}',
    approval_unreadable: 'the approval in step {}: the bundle does not define it',
    effect_open: 'the result of {}',
    effect_unknown: 'the outcome of {}, which is not known',
    undo_failed: 'the taking back of {}, which failed',
    no_permission: 'the permission on which {} was requested',
    no_session: 'the way through the troubleshooting in step {}',
    no_part: 'the history of the part run {}',
    degraded: 'what could not be read when {} was decided',
    no_policy: 'the text of the cited paragraph {}',
    erased: 'personal fields that were erased: {}',
    other_bundle: 'the version of the bundle the run was on ({})',
    not_verified: 'a journal that verifies',
  },
  de: {
    no_start: 'der Eintrag, mit dem der Ablauf begann',
    no_ticket: 'das Ticket, um das es geht',
    no_requester: 'die Person, die gefragt hat',
    no_name: 'der Name von {}',
    no_classification: 'die Einstufung der Anfrage',
    not_ended: 'ein Ende: der Ablauf ist noch offen',
    task_open: 'eine Antwort auf die Arbeit in Schritt {}',
    approval_open: 'der Ausgang der Freigabe in Schritt {}',
    approval_unreadable: 'die Freigabe in Schritt {}: das Bündel kennt sie nicht',
    effect_open: 'das Ergebnis von {}',
    effect_unknown: 'der Ausgang von {}, der nicht bekannt ist',
    undo_failed: 'die Rücknahme von {}, die fehlschlug',
    no_permission: 'die Erlaubnis, mit der {} angefordert wurde',
    no_session: 'der Weg durch die Fehlersuche in Schritt {}',
    no_part: 'der Verlauf des Teilablaufs {}',
    degraded: 'was nicht zu lesen war, als {} entschieden wurde',
    no_policy: 'der Text des zitierten Absatzes {}',
    erased: 'gelöschte personenbezogene Angaben: {}',
    other_bundle: 'die Fassung des Bündels, nach der der Ablauf ging ({})',
    not_verified: 'ein Journal, das der Prüfung standhält',
  },
};

/** One sentence about an event of the timeline. */
export function sayEvent(code: string, subject: string, language: string): string {
  return say(events, code, subject, language);
}

/** What is missing, as a noun phrase. */
export function sayGap(code: string, subject: string, language: string): string {
  return say(gaps, code, subject, language);
}

function say(
  table: { readonly en: Sentences; readonly de: Sentences },
  code: string,
  subject: string,
  language: string,
): string {
  const sentences = /^de\b/u.test(language) ? table.de : table.en;
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  return (sentence ?? code).replace('{}', () => subject);
}

/** Words of fixed sets that say too little as they are. */
const english: { readonly [word: string]: string } = {
  rule: 'by a rule',
  no_rule: 'no rule matched',
  missing: 'facts are missing',
  conflict: 'rules contradict each other',
  timed_out: 'not answered in time',
};

/** Words of fixed sets that a German reader wants in German: results, statuses, decisions, how far an effect can be undone. */
const german: { readonly [word: string]: string } = {
  done: 'erledigt',
  failed: 'fehlgeschlagen',
  unknown: 'unbekannt',
  refused: 'nicht ausgeführt',
  undone: 'zurückgenommen',
  undo_failed: 'Rücknahme fehlgeschlagen',
  open: 'offen',
  read: 'lesend',
  reversible: 'umkehrbar',
  compensable: 'ausgleichbar',
  irreversible: 'endgültig',
  running: 'läuft',
  undoing: 'wird zurückgenommen',
  ended: 'beendet',
  approved: 'freigegeben',
  rejected: 'abgelehnt',
  expired: 'abgelaufen',
  withdrawn: 'zurückgezogen',
  approve: 'Zustimmung',
  reject: 'Ablehnung',
  solved: 'gelöst',
  explained: 'erklärt',
  escalated: 'weitergegeben',
  ALLOWED: 'erlaubt',
  DENIED: 'abgelehnt',
  REQUIRES_APPROVAL: 'freigabepflichtig',
  MISSING: 'unvollständig',
  rule: 'durch eine Regel',
  no_rule: 'keine Regel traf zu',
  missing: 'Angaben fehlen',
  conflict: 'Regeln widersprechen sich',
  timed_out: 'nicht rechtzeitig beantwortet',
  answered: 'beantwortet',
  declined: 'abgelehnt',
};

/** A word of a fixed set for a reader; one that is in no set: as it is, with spaces. */
export function sayWord(word: string, language: string): string {
  const words = /^de\b/u.test(language) ? german : english;
  const said = Object.hasOwn(words, word) ? words[word] : undefined;
  return said ?? (/^[A-Z_]+$/u.test(word) ? word : word.replaceAll('_', ' '));
}
