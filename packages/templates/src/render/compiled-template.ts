import type { TemplateFormat } from '../parse/template-format.ts';
import type { TemplateProblem } from '../parse/template-problem.ts';
import type { Write } from './compile-program.ts';

/** A template ready to render, as often as wanted. With `errors` it renders nothing but a failure. */
export interface CompiledTemplate {
  readonly format: TemplateFormat;
  readonly language: string;
  readonly zone: string;
  readonly errors: readonly TemplateProblem[];
}

/** The functions behind a template: its own, and those of the partials it reaches. */
export interface Writers {
  readonly write: Write;
  readonly partials: ReadonlyMap<string, Write>;
}

const kept = new WeakMap<CompiledTemplate, Writers>();

/** Keeps a template's functions out of sight: what callers hold is plain data. */
export function keepWriters(template: CompiledTemplate, writers: Writers): void {
  kept.set(template, writers);
}

/** Null for what `compileTemplate` did not make. */
export function writersOf(template: CompiledTemplate): Writers | null {
  return kept.get(template) ?? null;
}
