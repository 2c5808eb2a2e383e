/** The headings and labels of a resolution report. */
export interface ReportLabels {
  readonly language: string;
  readonly report: string;
  readonly summary: string;
  readonly ticket: string;
  readonly requestedBy: string;
  readonly status: string;
  readonly started: string;
  readonly ended: string;
  readonly took: string;
  readonly startedBy: string;
  readonly cause: string;
  readonly run: string;
  readonly why: string;
  readonly classified: string;
  readonly rule: string;
  readonly writtenIn: string;
  readonly cites: string;
  readonly decided: string;
  readonly cited: string;
  readonly approvals: string;
  readonly seat: string;
  readonly people: string;
  readonly nobodyVoted: string;
  readonly work: string;
  readonly troubleshooting: string;
  readonly effects: string;
  readonly effect: string;
  readonly askedBy: string;
  readonly actedBy: string;
  readonly allowedBy: string;
  readonly deniedBy: string;
  readonly approvedBy: string;
  readonly result: string;
  readonly undoableUntil: string;
  readonly undoneAt: string;
  readonly attempts: string;
  readonly key: string;
  readonly input: string;
  readonly output: string;
  readonly noEffects: string;
  readonly timeline: string;
  readonly missing: string;
  readonly complete: string;
  readonly article: string;
  readonly problem: string;
  readonly solvedBy: string;
  readonly proof: string;
  readonly entries: string;
  readonly head: string;
  readonly verified: string;
  readonly notVerified: string;
  readonly bundle: string;
}

export const englishLabels: ReportLabels = {
  language: 'en',
  report: 'Resolution report',
  summary: 'Summary',
  ticket: 'Ticket',
  requestedBy: 'Requested by',
  status: 'Status',
  started: 'Started',
  ended: 'Ended',
  took: 'Took',
  startedBy: 'Started by',
  cause: 'Cause',
  run: 'Run',
  why: 'What was decided, and why',
  classified: 'Classified as',
  rule: 'Rule',
  writtenIn: 'written in',
  cites: 'rests on',
  decided: 'Decided',
  cited: 'Policies cited',
  approvals: 'Approvals',
  seat: 'Asked as',
  people: 'People',
  nobodyVoted: 'Nobody has voted.',
  work: 'Work done by people',
  troubleshooting: 'Troubleshooting',
  effects: 'Effect ledger',
  effect: 'Effect',
  askedBy: 'Asked by',
  actedBy: 'Acted by',
  allowedBy: 'Allowed by',
  deniedBy: 'Denied by',
  approvedBy: 'Approved by',
  result: 'Result',
  undoableUntil: 'Undoable until',
  undoneAt: 'Taken back',
  attempts: 'Attempts',
  key: 'Key',
  input: 'Input',
  output: 'Output',
  noEffects: 'Nothing was done to any system.',
  timeline: 'Timeline',
  missing: 'What is missing',
  complete: 'Nothing: this report is complete.',
  article: 'Draft of a knowledge article',
  problem: 'Problem',
  solvedBy: 'Resolution',
  proof: 'Journal',
  entries: 'entries',
  head: 'last hash',
  verified: 'verified',
  notVerified: 'NOT verified',
  bundle: 'Bundle',
};

export const germanLabels: ReportLabels = {
  language: 'de',
  report: 'Lösungsbericht',
  summary: 'Zusammenfassung',
  ticket: 'Ticket',
  requestedBy: 'Beantragt von',
  status: 'Stand',
  started: 'Beginn',
  ended: 'Ende',
  took: 'Dauer',
  startedBy: 'Anlass',
  cause: 'Ursache',
  run: 'Ablauf',
  why: 'Was entschieden wurde und warum',
  classified: 'Eingestuft als',
  rule: 'Regel',
  writtenIn: 'geschrieben in',
  cites: 'beruht auf',
  decided: 'Entschieden',
  cited: 'Zitierte Richtlinien',
  approvals: 'Freigaben',
  seat: 'Gefragt als',
  people: 'Personen',
  nobodyVoted: 'Niemand hat abgestimmt.',
  work: 'Arbeit von Menschen',
  troubleshooting: 'Fehlersuche',
  effects: 'Wirkungen',
  effect: 'Wirkung',
  askedBy: 'Verlangt von',
  actedBy: 'Ausgeführt von',
  allowedBy: 'Erlaubt durch',
  deniedBy: 'Verboten durch',
  approvedBy: 'Freigegeben von',
  result: 'Ergebnis',
  undoableUntil: 'Rücknehmbar bis',
  undoneAt: 'Zurückgenommen',
  attempts: 'Versuche',
  key: 'Schlüssel',
  input: 'Eingaben',
  output: 'Ausgaben',
  noEffects: 'An keinem System wurde etwas getan.',
  timeline: 'Verlauf',
  missing: 'Was fehlt',
  complete: 'Nichts: dieser Bericht ist vollständig.',
  article: 'Entwurf eines Wissensartikels',
  problem: 'Problem',
  solvedBy: 'Lösung',
  proof: 'Journal',
  entries: 'Einträge',
  head: 'letzter Hash',
  verified: 'geprüft',
  notVerified: 'NICHT geprüft',
  bundle: 'Bündel',
};
