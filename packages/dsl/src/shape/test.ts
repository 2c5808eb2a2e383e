import type { Json, JsonObject } from '@deskbook/policies';
import { definition } from './notation.ts';
import type { EverywhereShape } from './notation.ts';
import type { FixtureAnswerShape } from './fixtures.ts';
import { anything, either, list, map, oneOrMany, record, ref, text, word } from './schema.ts';
import type { Properties, Schema } from './schema.ts';

/** The acts of a test. Exactly one a step; its value names what is acted on, the other keys say how. */
export const acts = [
  'event', 'start', 'approve', 'reject', 'delegate', 'reassign', 'answer', 'respond', 'troubleshoot', 'request', 'did', 'cancel', 'pause', 'resume', 'undo', 'after', 'at', 'crash',
] as const; // prettier-ignore

export type Act = (typeof acts)[number];

/** One act, and what must have happened by its end. */
export type TestStepShape = { readonly [act in Act]?: Json } & {
  /** Who acts. */
  readonly by?: string;
  readonly with?: JsonObject;
  readonly form?: JsonObject;
  readonly outcome?: string;
  readonly note?: string;
  /** Whom a seat or a task goes to, and which seat. */
  readonly to?: string | readonly string[];
  readonly seat?: string;
  /** Ports that fail, or work again, from this step on. */
  readonly down?: readonly string[];
  readonly up?: readonly string[];
  /** The source of an event's payload, the payload (a path or the data) and its headers. */
  readonly from?: string;
  readonly payload?: string | JsonObject;
  readonly headers?: { readonly [name: string]: string };
  /** An event without a vendor: its data. */
  readonly data?: JsonObject;
  readonly expect?: JsonObject;
  readonly may?: readonly MayShape[];
};

/** A question of permission, and what its answer must be. */
export interface MayShape {
  readonly who: string;
  readonly do: string;
  readonly resource: string;
  /** The ticket it is done about. */
  readonly ticket?: string;
  readonly answer: 'allowed' | 'denied';
  readonly because?: string;
}

/** `kind: test`, as written. */
export interface TestShape extends EverywhereShape {
  readonly kind: 'test';
  readonly uses?: readonly string[];
  readonly clock?: string;
  readonly given?: JsonObject;
  readonly mocks?: { readonly [action: string]: readonly FixtureAnswerShape[] };
  readonly down?: readonly string[];
  readonly steps?: readonly TestStepShape[];
  readonly may?: readonly MayShape[];
}

const data = (description: string): Schema => map(description, anything('A value.'));

const how: Properties = {
  'by?': text('Who acts: a person of the fixtures.'),
  'with?': data('The input.'),
  'form?': data('What is filled in.'),
  'outcome?': text('How it ended.'),
  'note?': text('What is said with it.'),
  'down?': list('Ports that fail from here on.', text('A port.')),
  'up?': list('Ports that work again.', text('A port.')),
  'expect?': data(
    'What must have happened since the last step (docs/testing-bundles.md lists what can be said). Maps are partial; lists are complete unless `{ include: [...] }`.',
  ),
  'may?': list('Who may do what at that moment.', ref('permission-question')),
};

const argument: { readonly [act in Act]: Schema } = {
  event: text('An event comes in: its type.'),
  start: text('A workflow is started by hand.'),
  approve: text('Somebody approves.'),
  reject: text('Somebody refuses.'),
  delegate: text('Somebody hands their seat on.'),
  reassign: text('An open task, or the seat of an approval, is given to others.'),
  answer: text('Somebody answers an `ask` step.'),
  respond: anything('Somebody answers a question of a troubleshooting session.'),
  troubleshoot: text('A troubleshooting session begins, over a tree.'),
  request: text('Somebody asks for a service.'),
  did: text('Somebody has done a task.'),
  cancel: anything('The run is cancelled.'),
  pause: anything('The run is paused.'),
  resume: anything('The run that was paused goes on.'),
  undo: anything('The run is undone.'),
  after: ref('duration', 'Time goes by.'),
  at: text('It is this moment.'),
  crash: anything('The process dies and starts again.'),
};

const event: Properties = {
  'from?': text('The source.'),
  'payload?': either('The body: a path, or the data.', text('A path.'), data('The body.')),
  'headers?': map('Its headers.', { type: 'string' }),
  'data?': data('The data of an event without a vendor.'),
};

const handingOn: Properties = {
  to: oneOrMany('Whom it goes to.', text('A person of the fixtures.')),
  'seat?': text('The seat, where several are asked.'),
};

/** What else an act says. */
const more: { readonly [act in Act]?: Properties } = { event, delegate: handingOn, reassign: handingOn };

export const testSchema = definition('test', 'What must happen.', {
  'uses?': list('Fixtures.', text('An id.')),
  'clock?': text('When it begins, with its offset: `2026-03-27T14:00:00+01:00`.', {
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})$',
    expects: 'a moment such as `2026-03-27T14:00:00+01:00`',
  }),
  'given?': data('What there is: a ticket, a request …'),
  'mocks?': map("Answers of actions, call by call, before the fixtures'.", ref('answers')),
  'down?': list('Ports that are down from the start.', text('A port.', { examples: ['directory', 'assets'] })),
  'steps?': list(
    'Acts, in order.',
    either(
      `One act: ${acts.join(' ')}.`,
      ...acts.map((act) =>
        record(`The act \`${act}\`.`, { [act]: argument[act], ...how, ...more[act] }, { by: [act] }),
      ),
    ),
  ),
  'may?': list('Who may do what at the end.', ref('permission-question')),
});

/** Schemas of tests, by the name `ref` uses. */
export const testSchemas: { readonly [name: string]: Schema } = {
  'permission-question': record('A question of permission.', {
    who: text('A person.'),
    do: text('An action.'),
    resource: text('A resource, or what `given` calls it: `given.request`.'),
    'ticket?': text('The ticket it is done about.'),
    answer: word('The answer.', ['allowed', 'denied']),
    'because?': text('The grant, denial or separation that decides.'),
  }),
};
