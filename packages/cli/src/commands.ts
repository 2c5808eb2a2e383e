import type { RunCommand } from './command-input.ts';

/** One command as the command line shows it. `load` brings its code only when it is called. */
export interface CommandEntry {
  /** Its name and arguments, as commander writes them. */
  readonly usage: string;
  readonly summary: string;
  readonly description?: string;
  readonly options?: readonly CommandOption[];
  readonly examples: readonly string[];
  readonly load: () => Promise<RunCommand>;
}

export interface CommandOption {
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: string | boolean;
  readonly required?: boolean;
}

const format: CommandOption = {
  flags: '--format <format>',
  description: 'how to print',
  choices: ['pretty', 'json'],
  default: 'pretty',
};
const why: CommandOption = {
  flags: '--why',
  description: 'explain the decision: every rule and every comparison, with the value it saw',
};
const event: CommandOption = {
  flags: '--event <file>',
  description: "a CloudEvent, or with --source a vendor's raw body; - reads standard input",
  required: true,
};
const source: CommandOption = {
  flags: '--source <id>',
  description: 'the source definition that reads the vendor’s body',
};
const store: CommandOption = {
  flags: '--store <file>',
  description: 'the desk’s store (one SQLite file)',
  required: true,
};
const keys: CommandOption = {
  flags: '--keys <file>',
  description: 'the keys under which what is personal is sealed, where they are not at FILE.keys',
};
const now: CommandOption = {
  flags: '--now <instant>',
  description: 'the time to go by (ISO 8601) instead of the clock',
};
const at: CommandOption = {
  flags: '--now <instant>',
  description: 'the time to go by (ISO 8601) instead of the event’s own',
};

/** Every command, in the order `--help` lists them. */
export const commands: readonly CommandEntry[] = [
  {
    usage: 'init [dir]',
    summary: 'make a small working bundle with a test',
    examples: ['init my-desk'],
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    usage: 'lint <bundle...>',
    summary: 'say what is wrong with a bundle, where, and how to mend it',
    options: [
      {
        flags: '--format <format>',
        description: 'how to print',
        choices: ['pretty', 'json', 'jsonl', 'sarif', 'github', 'rdjson'],
        default: 'pretty',
      },
      { flags: '--fix', description: 'apply the safe fixes' },
    ],
    examples: ['lint my-desk', 'lint my-desk --fix', 'lint my-desk --format sarif > lint.sarif'],
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  {
    usage: 'test <bundle...>',
    summary: 'run a bundle’s own tests',
    options: [
      {
        flags: '--format <format>',
        description: 'how to print',
        choices: ['pretty', 'json', 'junit'],
        default: 'pretty',
      },
      { flags: '--filter <text>', description: 'only tests whose id contains this' },
    ],
    examples: ['test my-desk', 'test my-desk --filter password --format junit > tests.xml'],
    load: async () => (await import('./commands/test.ts')).test,
  },
  {
    usage: 'explain [code]',
    summary: 'the page of a diagnostic, with a bad and a good example; without a code, all of them',
    options: [format],
    examples: ['explain DB3001', 'explain unknown-name'],
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  {
    usage: 'graph <bundle> [id]',
    summary: 'draw a workflow, a tree or the whole bundle',
    options: [
      {
        flags: '--format <format>',
        description: 'how to draw',
        choices: ['mermaid', 'dot', 'json'],
        default: 'mermaid',
      },
    ],
    examples: ['graph my-desk password-reset', 'graph my-desk --format dot | dot -Tsvg > desk.svg'],
    load: async () => (await import('./commands/graph.ts')).graph,
  },
  {
    usage: 'classify <bundle>',
    summary: 'classify one request, with the rules and policies that decide',
    options: [event, source, why, at, format],
    examples: [
      'classify my-desk --event ticket.json',
      'classify my-desk --event ticket.json --why',
      'classify my-desk --event issue_created.json --source jira --format json',
    ],
    load: async () => (await import('./commands/classify.ts')).classify,
  },
  {
    usage: 'sla <bundle>',
    summary: 'which SLA a ticket has: targets, due times, the time left, and why',
    description:
      'Says which SLA is about a ticket, and for each clock the target, the due time, the time left, the warnings and why. Of a ticket of one event all that is known of its past is what the event tells; of a recorded one it is all that happened to it.',
    options: [
      { ...event, required: false },
      source,
      { ...store, required: false },
      keys,
      { flags: '--ticket <id>', description: 'a ticket that is recorded in the store' },
      at,
      format,
    ],
    examples: [
      'sla my-desk --event ticket.json',
      'sla my-desk --store desk.db --ticket IT-7',
      'sla my-desk --event ticket.json --now 2026-03-27T16:00:00+01:00 --format json',
    ],
    load: async () => (await import('./commands/sla.ts')).sla,
  },
  {
    usage: 'plan <bundle>',
    summary: 'plan one request: steps, actors, approvals, the e-mail, risk, compliance',
    options: [event, source, why, at, format],
    examples: [
      'plan my-desk --event ticket.json',
      'plan my-desk --event ticket.json --why',
      'plan my-desk --event ticket.json --format json',
    ],
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  {
    usage: 'route <bundle>',
    summary: 'turn an intent into tasks and routing for agents',
    options: [
      { flags: '--state <file>', description: 'JSON with an `intent`; - reads standard input', required: true },
      why,
      format,
    ],
    examples: ['route my-network --state state.json --why', 'route my-network --state state.json --format json'],
    load: async () => (await import('./commands/route.ts')).route,
  },
  {
    usage: 'can <bundle> <subject> <action> <resource>',
    summary: 'ask one permission: may SUBJECT do ACTION to RESOURCE (type:id)',
    options: [
      { flags: '--ask', description: 'whether the subject may have it done, rather than do it' },
      { flags: '--ticket <id>', description: 'the ticket it is done about' },
      { flags: '--store <file>', description: 'the desk’s store: for its tickets, and for roles held for a while' },
      keys,
      why,
      now,
      format,
    ],
    examples: [
      'can my-desk dora database.grant person:lena',
      'can my-desk lena device.clean_disk asset:LT-101 --ask --why',
    ],
    load: async () => (await import('./commands/can.ts')).can,
  },
  {
    usage: 'run <bundle>',
    summary: 'the desk: take events in, run what they start, resume what was open',
    description:
      'Takes events in, runs what they start and resumes what was open. Ends when nothing can proceed without a new event, an answer or time.',
    options: [
      {
        flags: '--events <file>',
        description: 'a CloudEvent, an array or JSON Lines of them, or with --source a vendor’s raw body',
      },
      source,
      store,
      keys,
      now,
      {
        flags: '--format <format>',
        description: 'how to print',
        choices: ['pretty', 'json', 'jsonl'],
        default: 'pretty',
      },
    ],
    examples: ['run my-desk --events ticket.json --store desk.db', 'run my-desk --store desk.db'],
    load: async () => (await import('./commands/run.ts')).run,
  },
  {
    usage: 'runs <bundle> [run]',
    summary: 'list runs, show one with its graph and what it waits for, or say something to it',
    description:
      'Lists runs, or shows one with its graph, what it waits for and what happened. To look, the store will do in place of the bundle (deskbook runs desk.db), also while a desk has it open. A run may be named by the beginning of its id. To say something takes the bundle, and the store with --store.',
    options: [
      { flags: '--store <file>', description: 'the desk’s store (one SQLite file)' },
      keys,
      { flags: '--open', description: 'only runs that are not over' },
      { flags: '--workflow <id>', description: 'only runs of this workflow' },
      { flags: '--ticket <id>', description: 'only runs about this ticket' },
      { flags: '--for <person>', description: 'only runs that wait for this person' },
      {
        flags: '--system <name>',
        description: 'only runs that wait for this system; with --retry, what is held for it',
      },
      { flags: '--answer <task>', description: 'the task to answer, or the run where it waits for one answer alone' },
      { flags: '--start <id>', description: 'the workflow or temporary role to start, or the glass to break' },
      { flags: '--with <json>', description: 'the input of what is started, as JSON' },
      { flags: '--by <person>', description: 'who says so' },
      { flags: '--outcome <outcome>', description: 'approve, reject, delegate, reassign, done, retry, …' },
      {
        flags: '--to <people>',
        description: 'whom a seat is delegated to, or a task or a seat reassigned: ids with commas',
      },
      { flags: '--seat <seat>', description: 'the seat that is reassigned, where several are asked' },
      { flags: '--note <text>', description: 'a note to the answer, or the reason' },
      { flags: '--form <json>', description: 'the filled-in form, as JSON' },
      { flags: '--cancel', description: 'cancel the run' },
      { flags: '--pause', description: 'let the run begin nothing new' },
      { flags: '--resume', description: 'let a paused run go on' },
      { flags: '--undo', description: 'undo what the run did, within its window' },
      {
        flags: '--retry',
        description: 'have the held steps of the run tried again, or with --system all that are held for it',
      },
      { flags: '--move', description: 'let the run go on by the bundle as it is now, where its steps are found in it' },
      { flags: '--map <pairs>', description: 'steps that are called otherwise now, for --move: old=new,other=another' },
      {
        flags: '--dry-run',
        description: 'for --move: say what it would come to and what is in the way, and change nothing',
      },
      now,
      {
        flags: '--format <format>',
        description: 'how to print; mermaid and dot draw one run',
        choices: ['pretty', 'json', 'mermaid', 'dot'],
        default: 'pretty',
      },
    ],
    examples: [
      'runs desk.db --open',
      'runs desk.db access-fulfilment-8f1c',
      'runs desk.db --for omar',
      'runs my-desk --store desk.db --answer TASK --by omar --outcome approve',
      `runs my-desk --store desk.db --start failover-alone --by paul --with '{ "reason": "nobody answers" }'`,
      'runs my-desk RUN --store desk.db --undo --by sam --note "wrong person"',
      'runs my-desk --store desk.db --retry --system jira --by sam',
      'runs my-desk RUN --store desk.db --move --map grant=provision --dry-run',
    ],
    load: async () => (await import('./commands/runs.ts')).runs,
  },
  {
    usage: 'systems',
    summary: 'what waits for which system, since when, and when it is tried again',
    description:
      'Lists the steps that cannot go on because a system is unavailable, by system: since when, how often each was tried, and when it is tried again by itself. What is held is tried again by `deskbook runs BUNDLE --retry --system NAME`.',
    options: [store, keys, format],
    examples: ['systems --store desk.db', 'systems --store desk.db --format json'],
    load: async () => (await import('./commands/systems.ts')).systems,
  },
  {
    usage: 'events <bundle> [event]',
    summary: 'list rejected events, show one, or take them in again',
    description:
      'Lists what was received and could not be used, or shows one of them whole. With --retry it is taken in again, by the bundle as it is now; without an id, all of them are. To look, the store will do in place of the bundle.',
    options: [
      { flags: '--store <file>', description: 'the desk’s store (one SQLite file)' },
      keys,
      { flags: '--retry', description: 'take it in again' },
      { flags: '--by <person>', description: 'who has it taken in again' },
      now,
      format,
    ],
    examples: ['events desk.db', 'events desk.db EVENT', 'events my-desk --store desk.db --retry --by sam'],
    load: async () => (await import('./commands/events.ts')).events,
  },
  {
    usage: 'store <what> <file> [into]',
    summary: 'back up, verify or compact a store',
    description:
      'store backup FILE INTO: a whole copy, also while a desk works on it; nothing is overwritten. store verify FILE: the file, page by page, and its chains, entry by entry. store compact FILE: room that was freed is given back.',
    options: [format],
    examples: ['store backup desk.db desk-2026-11-20.db', 'store verify desk.db', 'store compact desk.db'],
    load: async () => (await import('./commands/store.ts')).store,
  },
  {
    usage: 'privacy <what> [subject]',
    summary: 'give a person their data, erase a person, or let go of what is past its time',
    description:
      'privacy export PERSON: everything the store holds of somebody, as JSON. privacy erase PERSON: what it would do; with --yes, their keys are destroyed, and nobody reads again what was sealed for them, here or in a copy. privacy retain BUNDLE: by the bundle’s rule (`settings.retention`), what is past its time is erased. privacy people: who has keys, and who was erased.',
    options: [
      store,
      keys,
      {
        flags: '--known-as <names...>',
        description: 'names and addresses by which rejected messages may speak of them',
      },
      { flags: '--by <person>', description: 'who erases, or lets go' },
      { flags: '--reason <text>', description: 'why; it is journaled' },
      { flags: '--yes', description: 'erase: do it' },
      { flags: '--dry-run', description: 'retain: say what it would do' },
      now,
      format,
    ],
    examples: [
      'privacy export lena --store desk.db > lena.json',
      'privacy erase lena --store desk.db --known-as "Lena Hartmann"',
      'privacy erase lena --store desk.db --by sam --reason "asked on 20 November" --yes',
      'privacy retain my-desk --store desk.db --dry-run',
    ],
    load: async () => (await import('./commands/privacy.ts')).privacy,
  },
  {
    usage: 'report <bundle>',
    summary: 'a run’s resolution report, with its effect ledger',
    options: [
      store,
      keys,
      { flags: '--run <id>', description: 'the run', required: true },
      { flags: '--language <tag>', description: 'the language to write in' },
      {
        flags: '--format <format>',
        description: 'how to print',
        choices: ['markdown', 'html', 'json', 'pretty'],
        default: 'markdown',
      },
    ],
    examples: [
      'report my-desk --store desk.db --run RUN',
      'report my-desk --store desk.db --run RUN --format html > report.html',
    ],
    load: async () => (await import('./commands/report.ts')).report,
  },
  {
    usage: 'audit <what>',
    summary: 'verify the journal, replay it, or export it',
    description:
      'audit verify: every chain, entry and seal is checked, and the first that does not fit is named. audit replay: every run is folded anew from its entries, over the bundle it began with, and the first entry that does not follow is named. audit export: the journal as JSON Lines, also in the shape of OCSF, or as CSV.',
    options: [
      store,
      keys,
      { flags: '--stream <prefix>', description: 'only chains that start with this, for export' },
      { flags: '--run <id>', description: 'only this run, for replay' },
      {
        flags: '--format <format>',
        description: 'how to print: for people on a terminal, JSON elsewhere; ocsf and csv are for export',
        choices: ['pretty', 'json', 'ocsf', 'csv'],
      },
    ],
    examples: [
      'audit verify --store desk.db',
      'audit replay --store desk.db',
      'audit export --store desk.db --format ocsf > journal.jsonl',
    ],
    load: async () => (await import('./commands/audit.ts')).audit,
  },
];
