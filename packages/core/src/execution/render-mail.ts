import {
  builtInTemplates,
  compileTemplate,
  composeMail,
  render,
  renderText,
  secret,
  type MailAttachment,
} from '@deskbook/templates';
import { readFact } from '@deskbook/policies/conditions';
import type { FactPath, Facts, Json, JsonObject } from '@deskbook/policies';
import type { Bundle, TemplateDefinition } from '@deskbook/dsl/bundle';
import type { CompiledTemplate } from '@deskbook/templates';
import { isRecord } from '../facts/is-record.ts';
import type { ExecutionHost } from './host.ts';
import { idsIn } from './role-people.ts';

/** The mail as it goes to the port, or why it can't: facts a template needs and there are none, people without an address. */
export type RenderedMail =
  | { readonly ok: true; readonly input: JsonObject }
  | { readonly ok: false; readonly reason: 'missing' | 'invalid' | 'unavailable'; readonly missing: readonly string[] };

const exactPath = /^\{\{\s*([^\s{}]+)\s*\}\}$/u;

/** The facts a mail's template reads: what to gather before rendering it. */
export function mailNeeds(bundle: Bundle, input: JsonObject): readonly FactPath[] {
  const template = templateOf(bundle, input);
  if (template === null) return [];
  const paths = [...template.to, ...template.cc, ...template.attachments.map(({ from }) => from)];
  return [...Object.keys(template.needs), ...paths.flatMap((text) => exactPath.exec(text)?.[1] ?? [])];
}

/**
 * Renders a mail: subject and body in the first recipient's language where the template has it, and addresses from the directory.
 * The people stay in it as ids beside their addresses.
 */
export async function renderMail(
  host: ExecutionHost,
  bundle: Bundle,
  input: JsonObject,
  facts: Facts,
): Promise<RenderedMail> {
  const template = templateOf(bundle, input);
  if (template === null && typeof input['template'] === 'string')
    return invalid(`there is no template ${input['template']}`);
  const data = withoutSecrets(bundle, { ...facts, ...(isRecord(input['values']) ? input['values'] : {}) });
  const lacking = Object.entries(template?.needs ?? {}).filter(
    ([name, field]) => field.optional !== true && data[name] === undefined,
  );
  if (lacking.length > 0) return { ok: false, reason: 'missing', missing: lacking.map(([name]) => name) };
  const to = peopleIn(input['to'], template?.to ?? [], data);
  const cc = peopleIn(input['cc'], template?.cc ?? [], data);
  try {
    const people = await Promise.all([...to, ...cc].map((id) => host.directory.person(id)));
    const found = new Map(
      people.flatMap((person) => (person === null ? [] : [[person.id, person.properties] as const])),
    );
    const language = languageOf(bundle, template, input, found.get(to[0] ?? ''));
    const words = wordsOf(bundle, template, language, input, data);
    if (!words.ok) return words;
    return compose({ to, cc, language, template, found, data }, words);
  } catch (error) {
    return { ok: false, reason: 'unavailable', missing: [error instanceof Error ? error.message : String(error)] };
  }
}

/** What the vocabulary calls secret is never written into a mail: its handle is shown in its place. */
function withoutSecrets(bundle: Bundle, data: Facts): Facts {
  const roots = Object.entries(data).map(([root, value]): [string, Json] => {
    const type = Object.hasOwn(bundle.facts.roots, root) ? bundle.facts.roots[root]?.type : undefined;
    const fields = type === undefined ? undefined : bundle.facts.records[type];
    if (fields === undefined || !isRecord(value)) return [root, value];
    const shown = Object.entries(value).map(([name, field]): [string, Json] => {
      return fields[name]?.secret === true ? [name, { ...secret(`${root}.${name}`) }] : [name, field];
    });
    return [root, Object.fromEntries(shown)];
  });
  return Object.fromEntries(roots);
}

interface Letter {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly language: string;
  readonly template: MailTemplate | null;
  readonly found: ReadonlyMap<string, JsonObject>;
  readonly data: Facts;
}

function compose(letter: Letter, words: { readonly subject: string; readonly body: string }): RenderedMail {
  const { to, cc, template, language, found } = letter;
  const attachments = attachmentsOf(letter);
  if ('ok' in attachments) return attachments;
  const composed = composeMail({ ...words, to: addresses(to, found), cc: addresses(cc, found), attachments });
  if (!composed.ok) return invalid(composed.problem.message);
  const { mail } = composed;
  return {
    ok: true,
    input: {
      ...(template === null ? {} : { template: template.id }),
      language,
      to,
      cc,
      to_addresses: mail.to,
      cc_addresses: mail.cc,
      subject: mail.subject,
      body: mail.body,
      attachments: mail.attachments.map(({ name, handle }) => ({ name, handle })),
    },
  };
}

function attachmentsOf({ template, data }: Letter): readonly MailAttachment[] | RenderedMail {
  const found: MailAttachment[] = [];
  for (const { from, as, optional } of template?.attachments ?? []) {
    const handle = readFact(data, from);
    if (typeof handle === 'string') found.push({ name: as, handle });
    else if (!optional) return { ok: false, reason: 'missing', missing: [from] };
  }
  return found;
}

/** An id without an address stays without one, which no mail can be sent with. */
function addresses(people: readonly string[], found: ReadonlyMap<string, JsonObject>): readonly string[] {
  return people.map((id) => {
    const email = found.get(id)?.['email'];
    return typeof email === 'string' ? email : '';
  });
}

/** What a mail needs of a template: one of the bundle's, or one that comes with the desk. */
interface MailTemplate extends Pick<TemplateDefinition, 'id' | 'format' | 'to' | 'cc' | 'attachments' | 'texts'> {
  readonly needs: { readonly [name: string]: { readonly optional?: boolean } };
}

const builtIn = new Map(
  Object.entries(builtInTemplates).map(([id, template]): [string, MailTemplate] => [
    id,
    { ...template, attachments: [] },
  ]),
);

function templateOf(bundle: Bundle, input: JsonObject): MailTemplate | null {
  const { template } = input;
  if (typeof template !== 'string') return null;
  const own = Object.hasOwn(bundle.templates, template) ? bundle.templates[template] : undefined;
  return own ?? builtIn.get(template) ?? null;
}

function peopleIn(given: Json | undefined, written: readonly string[], data: Facts): readonly string[] {
  if (given !== undefined) return idsIn(given);
  const people = written.flatMap((text) => {
    const path = exactPath.exec(text)?.[1];
    if (path !== undefined) return idsIn(readFact(data, path));
    const rendered = renderText(text, data);
    return rendered.ok ? [rendered.text] : [];
  });
  return [...new Set(people)];
}

function languageOf(
  bundle: Bundle,
  template: MailTemplate | null,
  input: JsonObject,
  reader: JsonObject | undefined,
): string {
  const has = (language: Json | undefined): language is string =>
    typeof language === 'string' && (template === null || Object.hasOwn(template.texts, language));
  const others = Object.keys(template?.texts ?? {});
  return [input['language'], reader?.['language'], ...bundle.languages, ...others].find(has) ?? bundle.languages[0];
}

type Words =
  | { readonly ok: true; readonly subject: string; readonly body: string }
  | Extract<RenderedMail, { ok: false }>;

function wordsOf(
  bundle: Bundle,
  template: MailTemplate | null,
  language: string,
  input: JsonObject,
  data: Facts,
): Words {
  const text = template?.texts[language];
  const subject = typeof input['subject'] === 'string' ? input['subject'] : rendered(text?.subject ?? '', data);
  if (template === null || text === undefined) {
    const body = input['body'];
    return typeof subject === 'string' && typeof body === 'string'
      ? { ok: true, subject, body }
      : invalid('a mail needs a template, or a subject and a body');
  }
  if (typeof subject !== 'string') return subject;
  const body = render(compiledOf(bundle, template, language), data);
  return body.ok ? { ok: true, subject, body: body.text } : { ok: false, reason: 'missing', missing: whyNot(body) };
}

function rendered(text: string, data: Facts): string | Extract<RenderedMail, { ok: false }> {
  const result = renderText(text, data);
  return result.ok ? result.text : { ok: false, reason: 'missing', missing: whyNot(result) };
}

function whyNot(failed: {
  readonly missing: readonly string[];
  readonly problems: readonly string[];
}): readonly string[] {
  return failed.missing.length > 0 ? failed.missing : failed.problems;
}

const compiled = new WeakMap<MailTemplate, Map<string, CompiledTemplate>>();

/** A template in a language, compiled once. The bundle's other templates can be included in it. */
function compiledOf(bundle: Bundle, template: MailTemplate, language: string): CompiledTemplate {
  const byLanguage = compiled.get(template) ?? new Map<string, CompiledTemplate>();
  compiled.set(template, byLanguage);
  const found =
    byLanguage.get(language) ??
    compileTemplate({
      body: template.texts[language]?.body ?? '',
      format: template.format,
      language,
      zone: bundle.zone,
      partials: partialsIn(bundle, language),
    });
  byLanguage.set(language, found);
  return found;
}

function partialsIn(bundle: Bundle, language: string): { readonly [id: string]: string } {
  const bodies = Object.values(bundle.templates).flatMap(({ id, texts }) => {
    const text = texts[language] ?? texts[bundle.languages[0]];
    return text === undefined ? [] : [[id, text.body] as const];
  });
  return Object.fromEntries(bodies);
}

function invalid(message: string): Extract<RenderedMail, { ok: false }> {
  return { ok: false, reason: 'invalid', missing: [message] };
}
