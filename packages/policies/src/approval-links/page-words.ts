import type { LinkQuestion } from './link-ports.ts';

/** Why a link answers nothing. */
export type Refusal =
  | 'nothing_here' | 'method' | 'malformed' | 'forged' | 'outdated' | 'sign_in' | 'somebody_else' | 'no_question'
  | 'not_asked' | 'changed' | 'ended' | 'answered' | 'not_taken' | 'note_required' | 'form_type' | 'form_size' | 'form' | 'fault'; // prettier-ignore

/** The words of the page in one language. */
export interface PageWords {
  readonly asked: string;
  readonly note: string;
  readonly noteRequired: string;
  readonly approve: string;
  readonly reject: string;
  readonly once: string;
  readonly thanks: string;
  readonly sorry: string;
  readonly voted: { readonly [vote in 'approve' | 'reject']: string };
  readonly status: { readonly [status in LinkQuestion['status']]: string };
  readonly refusals: { readonly [refusal in Refusal]: string };
}

const english: PageWords = {
  asked: 'Your decision is asked for',
  note: 'A note',
  noteRequired: 'If you refuse, please say why.',
  approve: 'Approve',
  reject: 'Refuse',
  once: 'You can answer once.',
  thanks: 'Your answer has been taken',
  sorry: 'This cannot be answered here',
  voted: { approve: 'You have approved this.', reject: 'You have refused this.' },
  status: {
    open: 'Others are still being asked.',
    approved: 'It is approved.',
    rejected: 'It is refused.',
    expired: 'It has expired without a decision.',
    withdrawn: 'It was withdrawn.',
  },
  refusals: {
    nothing_here: 'There is nothing here.',
    method: 'A link is opened, and its form sent; nothing else.',
    malformed: 'This link is not whole. Copy all of it from the e-mail.',
    forged: 'This link was not made by this desk.',
    outdated: 'This link is too old.',
    sign_in: 'Say who you are first.',
    somebody_else: 'This link is for somebody else.',
    no_question: 'This question is not there any more.',
    not_asked: 'You are not asked any more: it lies with somebody else.',
    changed: 'What is asked for has changed since you opened this page. Please look again.',
    ended: 'This has been decided without you.',
    answered: 'You have answered already.',
    not_taken: 'Your answer was not taken.',
    note_required: 'If you refuse, please say why.',
    form_type: 'Only the form of this page can be sent.',
    form_size: 'What was sent is too long.',
    form: 'What was sent is not this form, filled in.',
    fault: 'It could not be answered just now. Please try again.',
  },
};

const german: PageWords = {
  asked: 'Ihre Entscheidung ist gefragt',
  note: 'Eine Anmerkung',
  noteRequired: 'Eine Ablehnung begründen Sie bitte.',
  approve: 'Freigeben',
  reject: 'Ablehnen',
  once: 'Sie können einmal antworten.',
  thanks: 'Ihre Antwort ist angekommen',
  sorry: 'Das lässt sich hier nicht beantworten',
  voted: { approve: 'Sie haben freigegeben.', reject: 'Sie haben abgelehnt.' },
  status: {
    open: 'Andere werden noch gefragt.',
    approved: 'Es ist freigegeben.',
    rejected: 'Es ist abgelehnt.',
    expired: 'Die Frist ist ohne Entscheidung abgelaufen.',
    withdrawn: 'Es wurde zurückgezogen.',
  },
  refusals: {
    nothing_here: 'Hier ist nichts.',
    method: 'Ein Link wird geöffnet und sein Formular abgeschickt, sonst nichts.',
    malformed: 'Dieser Link ist unvollständig. Kopieren Sie ihn ganz aus der E-Mail.',
    forged: 'Dieser Link stammt nicht von diesem Desk.',
    outdated: 'Dieser Link ist zu alt.',
    sign_in: 'Melden Sie sich erst an.',
    somebody_else: 'Dieser Link ist für jemand anderen.',
    no_question: 'Diese Frage gibt es nicht mehr.',
    not_asked: 'Sie sind nicht mehr gefragt: Die Frage liegt bei jemand anderem.',
    changed: 'Worum es geht, hat sich geändert, seit Sie diese Seite geöffnet haben. Bitte sehen Sie noch einmal nach.',
    ended: 'Das ist ohne Sie entschieden worden.',
    answered: 'Sie haben schon geantwortet.',
    not_taken: 'Ihre Antwort wurde nicht angenommen.',
    note_required: 'Eine Ablehnung begründen Sie bitte.',
    form_type: 'Abgeschickt werden kann nur das Formular dieser Seite.',
    form_size: 'Das Abgeschickte ist zu lang.',
    form: 'Das Abgeschickte ist nicht dieses Formular, ausgefüllt.',
    fault: 'Das ließ sich gerade nicht beantworten. Bitte versuchen Sie es noch einmal.',
  },
};

/** The words for a language, and the language they are in. */
export function wordsIn(language: string): { readonly language: 'en' | 'de'; readonly words: PageWords } {
  const isGerman = /^de(?:-|$)/iu.test(language);
  return isGerman ? { language: 'de', words: german } : { language: 'en', words: english };
}
