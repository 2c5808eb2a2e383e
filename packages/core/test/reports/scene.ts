import type { AccessDecision, JsonObject } from '@deskbook/policies';
import type { ActionContract, Bundle, Field, FieldType, Node, Verb, Workflow } from '@deskbook/dsl/bundle';
import type { Entry, EntryBody, Permission } from '../../src/kernel/entry.ts';
import type { ReportInput } from '../../src/reports/index.ts';

/** A small access desk: one workflow that decides, asks, grants, mails a password and has a person check. */
export function field(type: FieldType, rest: Partial<Field> = {}): Field {
  return { type, list: false, optional: false, personal: false, secret: false, future: false, ...rest };
}

function action(id: string, rest: Partial<ActionContract>): ActionContract {
  return {
    id,
    title: { en: id },
    port: 'actions',
    input: {},
    output: {},
    effect: 'write',
    undo: null,
    errors: ['unavailable'],
    retry: null,
    timeout: { milliseconds: 30_000 },
    idempotent: 'by_key',
    check: null,
    resource: null,
    scopes: [],
    reference: `action/${id}#`,
    ...rest,
  };
}

export function node(id: string, title: string, verb: Verb): Node {
  return {
    id,
    title: { en: title, de: `${title} (de)` },
    block: null,
    needs: [],
    join: 'all',
    when: null,
    verb,
    outcomes: {},
    by: { actor: 'system', role: null, person: null, fallback: [] },
    requires: [],
    establishes: [],
    plan: { tools: [], estimate: null, privacy: null },
    reference: `workflow/access#/${id}`,
  };
}

export const workflow: Workflow = {
  id: 'access',
  title: { en: 'Grant access', de: 'Zugang gewähren' },
  input: {},
  acts: { as: 'desk-robot', for: 'requester' },
  oneRun: null,
  nodes: [
    node('verdict', 'Decide', { kind: 'decide', decision: 'access-request' }),
    node('approve', 'Ask for approval', { kind: 'approve', approval: 'production' }),
    node('grant', 'Grant the database role', { kind: 'do', action: 'database.grant', with: {} }),
    node('reset', 'Set a first password', { kind: 'do', action: 'directory.reset', with: {} }),
    node('tell', 'Tell the requester', { kind: 'do', action: 'mail.send', with: {} }),
    node('diagnose', 'Find the fault', { kind: 'tree', tree: 'login', with: {} }),
    node('verify', 'Verify', {
      kind: 'task',
      text: { en: 'Verify the access with {{requester.name}}', de: 'Zugang prüfen' },
      form: { works: field('yes_no'), pin: field('text', { secret: true }) },
      within: null,
    }),
  ],
  cancelWhen: null,
  undoWindow: { milliseconds: 900_000 },
  undoFailed: { role: 'it-director', title: { en: 'Roll back by hand' } },
  ends: { done: { title: { en: 'Access granted', de: 'Zugang gewährt' }, requires: [] } },
  plan: {
    id: null,
    summary: null,
    risks: [],
    mitigation: [],
    assumes: [],
    compliance: [],
    successCriteria: [],
    rollback: null,
    urgency: null,
    escalation: null,
  },
  report: null,
  reference: 'workflow/access#',
};

const origin = (file: string, line: number) => ({ file, line, column: 3 });

export const bundle: Bundle = {
  format: 1,
  id: 'acme-it',
  version: '1.4.0',
  language: 1,
  title: { en: 'Acme IT' },
  languages: ['en', 'de'],
  owner: null,
  zone: 'UTC',
  calendar: null,
  calendars: {},
  slas: {},
  robot: { role: 'desk-robot', knownAs: {} },
  values: {},
  secrets: [],
  facts: {
    records: {
      ticket: { id: field('ticket'), summary: field('text') },
      person: { id: field('person'), name: field('text'), private_phone: field('text', { secret: true }) },
    },
    roots: {},
    derived: {},
  },
  sources: {},
  actions: {
    'database.grant': action('database.grant', {
      undo: { action: 'database.revoke', with: {}, exact: true },
      input: { user: field('person'), role: field('text') },
    }),
    'directory.reset': action('directory.reset', {
      undo: { action: 'directory.lock', with: {}, exact: false },
      output: { password: field('text', { secret: true }), valid: field('text') },
    }),
    'mail.send': action('mail.send', { title: { en: 'Send an e-mail' } }),
    'device.check': action('device.check', { effect: 'read' }),
  },
  decisions: {},
  policies: {
    'access-policy': {
      id: 'access-policy',
      title: 'Access policy',
      name: 'Access_policy',
      version: '2.1.0',
      review: null,
      anchors: { 'authorization.c': 'Production data needs the approval of security.' },
      reference: 'policy/access-policy#',
    },
  },
  triggers: [],
  access: {
    roles: [
      {
        id: 'security',
        title: { en: 'IT Security', de: 'IT-Sicherheit' },
        from: [],
        includes: [],
        reference: 'access/roles#',
      },
      { id: 'dba', from: [], includes: [], reference: 'access/roles#' },
    ],
    grants: [],
    denials: [],
    separation: [],
  },
  approvals: {
    production: {
      id: 'production',
      question: { en: 'May {{requester.name}} have it?' },
      seats: [{ role: 'security', each: false }],
      need: 'all',
      inOrder: false,
      reject: { at: 1, note: 'required' },
      standIn: { absent: [], otherwise: 'wait' },
      delegate: { to: 'nobody', times: 0 },
      chase: null,
      within: null,
      askAgainIfChanged: [],
      reference: 'approval/production#',
    },
  },
  workflows: { access: workflow },
  trees: {
    login: {
      id: 'login',
      title: { en: 'Log-in' },
      input: {},
      start: 'locked',
      ifUnsure: 'desk',
      loops: { visits: 2, otherwise: 'desk' },
      afterFix: null,
      nodes: {
        locked: {
          id: 'locked',
          ifUnsure: null,
          reference: 'tree/login#',
          kind: 'question',
          ask: { en: 'Is the account locked?' },
          check: null,
          known: null,
          ifYes: 'solved',
          ifNo: 'desk',
        },
      },
      outcomes: {
        solved: { id: 'solved', result: 'solved', to: null, say: null, evidence: 'all', reference: 'tree/login#' },
      },
      reference: 'tree/login#',
    },
  },
  services: {},
  agents: {},
  intents: {},
  templates: {},
  hash: 'b'.repeat(64),
  origins: {
    'decision/access-request#/rules/production': origin('decisions/access-request.yaml', 7),
    'access/robot#/grants/database': origin('access/robot.yaml', 4),
    'access/people#/grants/ask': origin('access/people.yaml', 12),
    'approval/production#': origin('approvals/production.yaml', 1),
    'access/people#/denials/no-mfa': origin('access/people.yaml', 30),
  },
};

export const people = {
  lena: { id: 'lena', name: 'Lena Fischer', private_phone: '+49 170 555 0199' },
  omar: { id: 'omar', name: 'Omar Haddad' },
  dora: { id: 'dora', name: 'Dora Klein' },
};

/** Entries a minute apart, from 14:00 on. */
export function entries(...bodies: readonly EntryBody[]): readonly Entry[] {
  return bodies.map((body, index) => Object.assign({ at: at(index) }, body));
}

export function at(minute: number): string {
  return new Date(Date.parse('2026-03-27T14:00:00.000Z') + minute * 60_000).toISOString();
}

export const run = 'run-1';
export const visit = (id: string) => ({ node: id, visit: 0 }) as const;

const ruled = { reference: 'decision/access-request#/rules/production', cites: ['access-policy#authorization.c'] };

export const started = (facts: JsonObject = {}): EntryBody => ({
  type: 'run.started',
  run,
  workflow: 'access',
  bundle: bundle.hash,
  input: { ticket: 'IT-200' },
  facts: {
    ticket: {
      id: 'IT-200',
      summary: 'Lena Fischer needs the reporting database',
      description: 'Reports for Q2 | due <soon>\n# not a heading',
      category: 'access',
      labels: ['database'],
    },
    requester: people.lena,
    ...facts,
  },
  requester: 'lena',
  cause: { kind: 'event', source: 'jira', id: '42', trigger: 'access-created', hops: 0 },
  confine: null,
  classification: {
    decision: 'REQUIRES_APPROVAL',
    reason: 'rule',
    by: 'access-request',
    rules: [{ id: 'production', ...ruled }],
    missing: [],
    values: { risk: 'MEDIUM' },
  },
});

export const decided: EntryBody = {
  type: 'decision.made',
  ...visit('verdict'),
  outcome: 'REQUIRES_APPROVAL',
  result: { outcome: 'decided', values: {}, rules: [{ id: 'production', ...ruled }], rows: [] },
};

const task = `${run}/approve/approval`;
const seat = { id: 'security', role: 'security', people: ['omar'] };

export const opened: EntryBody = {
  type: 'approval.entry',
  ...visit('approve'),
  task,
  entry: { type: 'opened', at: at(2), requester: 'lena', seats: [seat], deadline: null, asked: {} },
};

export const askedByMail: EntryBody = {
  type: 'approval.asked',
  ...visit('approve'),
  task,
  seat,
  mail: { subject: 'Approval required', to: ['omar@acme.example'] },
};

export const mailed = (status: 'sent' | 'failed'): EntryBody => ({
  type: 'approval.mailed',
  ...visit('approve'),
  task,
  seat: 'security',
  key: `${run}/approve/mail/security/1`,
  status,
  message: status === 'sent' ? '' : 'no route',
});

export const voted = (vote: 'approve' | 'reject', by = 'omar'): EntryBody => ({
  type: 'approval.entry',
  ...visit('approve'),
  task,
  entry: { type: 'voted', at: at(5), by, vote, note: 'Four weeks, read only' },
});

function granted(reference: string): AccessDecision {
  const basis = { kind: 'grant', id: 'g', through: [], reference, cites: ['access-policy#authorization.c'] } as const;
  return { allowed: true, reason: 'granted', basis, missing: [] };
}

export const denied: AccessDecision = {
  allowed: false,
  reason: 'denied',
  basis: { kind: 'denial', id: 'no-mfa', through: [], reference: 'access/people#/denials/no-mfa', cites: [] },
  missing: [],
};

export const permitted = (id: string, action: string, asker: AccessDecision | null = null): EntryBody => {
  const permission: Permission = {
    allowed: asker?.allowed ?? true,
    actor: { id: 'desk', decision: granted('access/robot#/grants/database') },
    asker: { id: 'lena', decision: asker ?? granted('access/people#/grants/ask') },
    confinement: 'none',
    action,
    resource: { type: 'ticket', id: 'IT-200' },
  };
  return { type: 'permission.decided', ...visit(id), attempt: 1, permission };
};

export const requested = (id: string, action: string, input: JsonObject = {}, attempt = 1): EntryBody => ({
  type: 'effect.requested',
  ...visit(id),
  attempt,
  key: `${run}/${id}`,
  action,
  input,
});

export const undoRequested = (id: string, action: string): EntryBody => ({
  type: 'effect.requested',
  ...visit(id),
  attempt: 1,
  key: `${run}/${id}/undo`,
  action,
  input: {},
});

export const done = (id: string, output: JsonObject = {}): EntryBody => ({
  type: 'effect.done',
  ...visit(id),
  attempt: 1,
  output,
});

export const ended = (end = 'done'): EntryBody => ({ type: 'run.ended', end });

export function reportInput(history: readonly Entry[], rest: Partial<ReportInput> = {}): ReportInput {
  const journal = { entries: history.length, head: 'a'.repeat(64), verified: true };
  return { bundle, run, workflow, entries: history, people, journal, ...rest };
}
