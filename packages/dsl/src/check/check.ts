import { hashBundle } from '../bundle/hash-bundle.ts';
import type { Bundle } from '../bundle/bundle.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { oneBundle } from '../diagnostics/pages/reference/one-bundle.ts';
import { inOrder } from '../diagnostics/in-order.ts';
import { report } from '../diagnostics/report.ts';
import type { BundleShape } from '../shape/bundle.ts';
import { checkShape } from '../shape/check-shape.ts';
import type { Definition, Syntax } from '../syntax/syntax.ts';
import type { Checked } from './checked.ts';
import { collect, type Collected } from './collect.ts';
import { compileDefinitions } from './compile-definitions.ts';
import { compileProgram } from './compile-program.ts';
import { compileBundle, type BundleHead } from './definitions/compile-bundle.ts';
import { namesOf, repeatedDefinitions } from './names-of.ts';
import { originsOf } from './origins-of.ts';
import type { Compiled } from './program.ts';
import { withStartRules } from './start-rules.ts';
import { validate } from './validate.ts';
import { unreadIds } from './unread.ts';
import { withoutConsequences } from './without-consequences.ts';

/** What the rest is read by: where one of these cannot be read, complaints about the rest would be consequences. */
const foundations: ReadonlySet<string> = new Set(['bundle', 'facts', 'access']);

/**
 * Checks a parsed bundle and compiles it: shapes, then the vocabulary and what each definition takes and gives, then every
 * definition, then the rules that look across them. Never throws on what an author wrote.
 *
 * @example
 * const { bundle, diagnostics } = check(parse(files));
 */
export function check(syntax: Syntax): Checked {
  const shaped = checkShape(syntax);
  const wellShaped = new Set<unknown>(shaped.definitions);
  const definitions = syntax.definitions.filter((definition) => wellShaped.has(definition));
  const repeated = repeatedDefinitions(definitions);
  const early = [...syntax.diagnostics, ...shaped.diagnostics, ...repeated.values()];
  const sound = definitions.filter((definition) => !repeated.has(definition));
  const unread = unreadIds(syntax, shaped.failed);
  const [bundle, ...others] = sound.filter(({ kind }) => kind === 'bundle');
  if (bundle === undefined || shaped.failed.some(({ kind }) => foundations.has(kind))) {
    return nothing(sorted(syntax, [...early, ...missingBundle(syntax, unread)]));
  }
  const raw = bundle.data as unknown as BundleShape;
  const collected = collect(namesOf(syntax, sound), languagesOf(raw));
  const { head, compiled } = compile(bundle, collected, unread, syntax.files);
  for (const other of others) collected.checking.report(twoBundles(other, bundle));
  const late = withoutConsequences(collected.diagnostics, unread);
  const diagnostics = sorted(
    syntax,
    [...early, ...late].filter(({ severity, name }) => severity === 'error' || !isOff(name, raw)),
  );
  const sane = diagnostics.every(({ severity }) => severity !== 'error');
  return {
    bundle: sane ? seal(head, compiled, originsOf(collected.references, syntax.files)) : null,
    tests: compiled.tests,
    fixtures: compiled.fixtures,
    diagnostics,
  };
}

function compile(
  definition: Definition,
  collected: Collected,
  unread: ReadonlySet<string>,
  files: Syntax['files'],
): { readonly head: BundleHead; readonly compiled: Compiled } {
  // prettier-ignore
  const program = compileProgram(collected.checking, files);
  const head = compileBundle(definition, collected.checking, program.roles);
  const compiled = compileDefinitions(program, collected, unread);
  validate(compiled);
  return { head, compiled };
}

function languagesOf({ settings }: BundleShape): readonly [string, ...string[]] {
  const [first = 'en', ...rest] = settings.languages;
  return [first, ...rest];
}

function nothing(diagnostics: readonly Diagnostic[]): Checked {
  return { bundle: null, tests: [], fixtures: {}, diagnostics };
}

/** A folder without a `bundle` is none; where it has one that cannot be read, that has been said. */
function missingBundle(syntax: Syntax, unread: ReadonlySet<string>): readonly Diagnostic[] {
  if (unread.has('bundle') || [...syntax.definitions, ...(syntax.failed ?? [])].some(({ kind }) => kind === 'bundle'))
    return [];
  const file = syntax.files[0]?.path ?? 'bundle.yaml';
  return [
    report(oneBundle, {
      span: { file, start: 0, end: 0 },
      message: 'there is no `kind: bundle` in this folder',
      help: 'write one, as `deskbook init` does',
    }),
  ];
}

function twoBundles(other: Definition, first: Definition): Diagnostic {
  const at = ({ file, spans }: Definition) => spans['/id']?.value ?? { file, start: 0, end: 0 };
  return report(oneBundle, {
    span: at(other),
    message: `\`${other.id}\` is a second bundle in this folder`,
    help: 'a folder is one bundle',
    related: [{ message: 'the first', span: at(first) }],
  });
}

/** Warnings are switched off by name in the bundle. Errors cannot be. */
function isOff(name: string, raw: BundleShape): boolean {
  return Object.hasOwn(raw.warnings ?? {}, name);
}

/** By file, in the order they were given, then by place. */
function sorted(syntax: Syntax, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const order = new Map(syntax.files.map(({ path }, index) => [path, index]));
  const rank = ({ span }: Diagnostic): number => order.get(span.file) ?? -1;
  return inOrder(diagnostics).toSorted((one, other) => rank(one) - rank(other));
}

/** Puts the bundle together, and its hash on it. What only checking needed stays behind. */
function seal(head: BundleHead, compiled: Compiled, origins: Bundle['origins']): Bundle {
  const meaning = {
    ...head,
    facts: compiled.facts,
    sources: compiled.sources,
    actions: compiled.actions,
    decisions: compiled.decisions,
    policies: compiled.policies,
    triggers: compiled.triggers,
    access: withStartRules(compiled.access),
    approvals: compiled.approvals,
    calendars: compiled.calendars,
    slas: compiled.slas,
    workflows: compiled.workflows,
    trees: compiled.trees,
    services: compiled.services,
    agents: compiled.agents,
    intents: compiled.intents,
    templates: compiled.templates,
  };
  return { ...meaning, hash: hashBundle(meaning), origins };
}
