import Handlebars from 'handlebars';
import { durationText } from './duration-text.ts';
import { escapeFor, escapeInlineMarkdown } from './escape.ts';
import { momentsIn } from './moments.ts';
import type { RenderState } from './render-state.ts';
import { countCharacters, countIteration, limitCharacters } from './render-state.ts';
import { isSecret } from './secret.ts';
import { isAbsent, show } from './show.ts';

/** What Handlebars hands a helper besides its arguments. */
interface HelperOptions {
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data: { readonly root: unknown; readonly render: RenderState };
  fn(context: unknown, options?: object): string;
  inverse(context: unknown, options?: object): string;
}

type Helper = (...given: readonly never[]) => unknown;

/** A value that could not be written, with its path; the rendering goes on, to find everything at once. */
function note(state: RenderState, problem: string): undefined {
  state.problems.add(problem);
}

type Labelled = readonly [string, HelperOptions] | readonly [HelperOptions];

function showHelper(value: unknown, ...rest: Labelled): string {
  const options = rest.length === 2 ? rest[1] : rest[0];
  return writeOut(value, rest, escapeFor[options.data.render.format]);
}

/** For Markdown, where the line has begun: nothing there can become a heading or a list. */
function inlineHelper(value: unknown, ...rest: Labelled): string {
  return writeOut(value, rest, escapeInlineMarkdown);
}

function writeOut(value: unknown, rest: Labelled, escape: (text: string) => string): string {
  const [label, options] = rest.length === 2 ? rest : [null, rest[0]];
  const state = options.data.render;
  if (isAbsent(value)) {
    if (label !== null) state.missing.add(label);
    return '';
  }
  const shown = show(value);
  if (shown.ok) return countCharacters(state, escape(shown.text));
  note(state, `\`${label ?? 'a helper'}\` ${shown.problem}`);
  return '';
}

/** A whole address from data: it may lead to a page or a mailbox, and run nothing. */
function linkHelper(value: unknown, ...rest: Labelled): string {
  const isAddress = typeof value === 'string' && /^(?:https?:\/\/|mailto:)[^\s]+$/iu.test(value);
  if (isAddress || isAbsent(value)) return showHelper(value, ...rest);
  const options = rest.length === 2 ? rest[1] : rest[0];
  note(options.data.render, `\`${rest.length === 2 ? rest[0] : 'a link'}\` is no web or mail address`);
  return '';
}

function needHelper(value: unknown, label: string, { data }: HelperOptions): unknown {
  if (isAbsent(value)) data.render.missing.add(label);
  return value;
}

function partialHelper(id: string, indent: string, { data }: HelperOptions): string {
  const write = data.render.partials.get(id);
  if (write === undefined) {
    note(data.render, `there is no partial \`${id}\``);
    return '';
  }
  countIteration(data.render);
  const text = write(data.render);
  limitCharacters(text.length);
  return indent === '' ? text : text.replace(/^(?=.)/gmu, indent);
}

/** Handlebars' own notion: false, zero, and what is absent or empty. */
function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function ifHelper(this: unknown, value: unknown, options: HelperOptions): string {
  return isTrue(value) ? options.fn(this) : options.inverse(this);
}

function unlessHelper(this: unknown, value: unknown, options: HelperOptions): string {
  return isTrue(value) ? options.inverse(this) : options.fn(this);
}

function withHelper(this: unknown, value: unknown, options: HelperOptions): string {
  return isAbsent(value) ? options.inverse(this) : options.fn(this, { data: options.data, blockParams: [value] });
}

function eachHelper(this: unknown, value: unknown, options: HelperOptions): string {
  const items = itemsOf(value);
  const state = options.data.render;
  if (items === null) return note(state, 'an `{{#each}}` is about something that is no list') ?? '';
  if (items.length === 0) return options.inverse(this);
  const last = items.length - 1;
  let characters = 0;
  const texts = items.map(([key, item], index) => {
    countIteration(state);
    const data = { ...options.data, key, index, first: index === 0, last: index === last };
    const text = options.fn(this, { data, blockParams: [item, Array.isArray(value) ? index : key] });
    characters += text.length;
    limitCharacters(characters);
    return text;
  });
  return texts.join('');
}

/** Lists, records and nothing else have items. What is absent has none; it has been noticed already. */
function itemsOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (isAbsent(value)) return [];
  return typeof value === 'object' && !isSecret(value) ? Object.entries(value) : null;
}

function moment(kind: 'date' | 'time' | 'datetime'): Helper {
  return (value: unknown, { hash, data }: HelperOptions) => {
    if (isAbsent(value)) return undefined;
    const state = data.render;
    const zone = hash['zone'] ?? state.zone;
    const text = typeof zone === 'string' ? tryWriting(kind, value, state.language, zone) : null;
    return text ?? note(state, `\`${kind}\` cannot write ${describe(value)}`);
  };
}

function tryWriting(kind: 'date' | 'time' | 'datetime', value: unknown, language: string, zone: string): string | null {
  try {
    return momentsIn(language, zone)[kind](value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function durationHelper(value: unknown, { data }: HelperOptions): string | undefined {
  if (isAbsent(value)) return undefined;
  const isLength = typeof value === 'number' && Number.isFinite(value) && value >= 0;
  return isLength
    ? durationText(value, data.render.language)
    : note(data.render, `\`duration\` cannot write ${describe(value)}`);
}

function listHelper(value: unknown, { data }: HelperOptions): string | undefined {
  if (isAbsent(value)) return undefined;
  const shown = Array.isArray(value) ? value.map((item: unknown) => (isAbsent(item) ? null : show(item))) : null;
  const texts = shown?.map((item) => (item?.ok === true ? item.text : null));
  if (texts === undefined || !texts.every((text) => text !== null)) {
    return note(data.render, `\`list\` cannot write ${describe(value)}`);
  }
  const { language } = data.render;
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type: 'conjunction' }).format(texts);
}

function countHelper(value: unknown, { data }: HelperOptions): number | undefined {
  if (isAbsent(value)) return undefined;
  const items = itemsOf(value);
  return items === null ? note(data.render, `\`count\` cannot count ${describe(value)}`) : items.length;
}

function pluralHelper(value: unknown, { hash, data }: HelperOptions): unknown {
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'number') return note(data.render, `\`plural\` needs a number, not ${describe(value)}`);
  const form = new Intl.PluralRules(data.render.language).select(value);
  return Object.hasOwn(hash, form) ? hash[form] : hash['other'];
}

/** A value in a message: its kind only, since messages are logged and data may be personal. */
function describe(value: unknown): string {
  return Array.isArray(value) ? 'this list' : `this ${typeof value === 'object' ? 'record' : typeof value}`;
}

const helpers: Readonly<Record<string, Helper>> = {
  $show: showHelper,
  $inline: inlineHelper,
  $link: linkHelper,
  $need: needHelper,
  $partial: partialHelper,
  if: ifHelper,
  unless: unlessHelper,
  with: withHelper,
  each: eachHelper,
  date: moment('date'),
  time: moment('time'),
  datetime: moment('datetime'),
  duration: durationHelper,
  list: listHelper,
  count: countHelper,
  plural: pluralHelper,
  default: (value: unknown, otherwise: unknown) => (isAbsent(value) || value === '' ? otherwise : value),
  eq: (left: unknown, right: unknown) => left === right,
};

/** A Handlebars of our own with these helpers and none of its built-in ones. */
export const environment = Handlebars.create();
for (const name of Object.keys(environment.helpers)) environment.unregisterHelper(name);
environment.registerHelper(helpers as Handlebars.HelperDeclareSpec);

/** The helpers, as the compiler wants to know them: then nothing in the data can pass for one. */
export const knownHelpers: ReadonlySet<string> = new Set(Object.keys(helpers));
