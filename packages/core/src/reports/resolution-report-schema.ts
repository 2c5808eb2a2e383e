const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const maybe = { type: ['string', 'null'] } as const;
const record = { type: 'object' } as const;
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT' } as const;
const maybeTime = { type: ['string', 'null'], pattern: '^\\d{4}-\\d\\d-\\d\\dT' } as const;

/** An object of exactly these properties, all of them required. */
function exactly(properties: { readonly [name: string]: object }): object {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

function listOf(properties: { readonly [name: string]: object }): object {
  return { type: 'array', items: exactly(properties) };
}

function orNull(schema: object): object {
  return { anyOf: [{ type: 'null' }, schema] };
}

const place = {
  reference: { ...text, description: 'What was written there: `kind/id#/json/pointer`' },
  file: text,
  line: { type: 'integer', minimum: 1 },
};

const ledgerLine = {
  run: text,
  node: text,
  action: text,
  title: text,
  askedBy: maybe,
  actedBy: text,
  allowedBy: { ...listOf(place), description: 'The grants that allowed it' },
  deniedBy: listOf(place),
  approvedBy: { ...texts, description: 'Who had approved when it was requested' },
  key: { ...text, description: 'The idempotency key, the same for every attempt' },
  attempts: { type: 'integer', minimum: 0 },
  result: { enum: ['done', 'failed', 'unknown', 'refused', 'undone', 'undo_failed', 'open'] },
  reason: maybe,
  requestedAt: maybeTime,
  finishedAt: maybeTime,
  undoableUntil: maybeTime,
  undoneAt: maybeTime,
  reversibility: { enum: ['read', 'reversible', 'compensable', 'irreversible'] },
  input: record,
  output: record,
};

const decision = { node: text, decision: text, outcome: text, rules: texts, places: listOf(place) };

const hops = { type: 'integer', minimum: 0 } as const;

const origins = [
  exactly({ kind: { const: 'event' }, source: text, id: text, trigger: text, hops }),
  exactly({ kind: { const: 'person' }, person: text, how: { enum: ['request', 'start', 'troubleshoot'] }, key: text }),
  exactly({ kind: { const: 'run' }, run: text, node: text, key: text, hops }),
];

/** The published JSON Schema of a resolution report. */
export const resolutionReportSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://deskbook.dev/schemas/resolution-report.json',
  title: 'Resolution report of one run',
  ...exactly({
    format: { const: 1 },
    run: text,
    workflow: text,
    title: text,
    bundle: exactly({ id: text, version: text, hash: text }),
    ticket: orNull(record),
    requester: orNull(record),
    people: { type: 'object', additionalProperties: text, description: 'Names by id' },
    roles: { type: 'object', additionalProperties: text, description: 'Titles by id' },
    status: { enum: ['running', 'undoing', 'ended'] },
    end: orNull(exactly({ id: text, title: text })),
    startedAt: { ...text, description: 'Empty where the history has no entry at all' },
    endedAt: maybeTime,
    minutes: { type: ['number', 'null'], minimum: 0 },
    cause: { ...text, description: 'Why it began, in English' },
    origin: { ...orNull({ anyOf: origins }), description: 'Why it began, to be said in another language' },
    classification: orNull(
      exactly({
        decision: { enum: ['ALLOWED', 'DENIED', 'REQUIRES_APPROVAL', 'MISSING'] },
        reason: text,
        rules: listOf({ id: text, cites: texts, place: orNull(exactly(place)) }),
      }),
    ),
    decisions: {
      type: 'array',
      items: {
        ...exactly(decision),
        properties: { ...decision, degraded: listOf({ system: text, fact: maybe }) },
      },
    },
    approvals: listOf({
      node: text,
      approval: text,
      status: { enum: ['open', 'approved', 'rejected', 'expired', 'withdrawn', 'unknown'] },
      seats: listOf({ role: text, people: texts }),
      votes: listOf({ by: text, vote: { enum: ['approve', 'reject'] }, note: maybe, at: time }),
    }),
    tasks: listOf({
      node: text,
      title: text,
      kind: { enum: ['task', 'ask', 'hold', 'tree'] },
      outcome: maybe,
      by: maybe,
      at: maybeTime,
      note: maybe,
      form: record,
    }),
    troubleshooting: listOf({ tree: text, result: text, path: listOf({ node: text, answer: {}, to: text }) }),
    ledger: listOf(ledgerLine),
    timeline: listOf({ at: time, what: text, who: maybe, code: text, subject: text }),
    cited: listOf({ cite: text, text }),
    missing: { ...texts, description: 'What a complete report would have besides; empty: it is complete' },
    gaps: listOf({ code: text, subject: text }),
    knowledgeDraft: exactly({ title: text, problem: text, cause: maybe, resolution: texts, keywords: texts }),
    journal: exactly({
      entries: { type: 'integer', minimum: 0 },
      head: text,
      verified: { type: 'boolean' },
    }),
  }),
} as const;
