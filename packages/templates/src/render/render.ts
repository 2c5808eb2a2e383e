import type { CompiledTemplate, Writers } from './compiled-template.ts';
import { writersOf } from './compiled-template.ts';
import type { RenderState } from './render-state.ts';
import { limitCharacters, newRenderState, RenderLimitReached } from './render-state.ts';

/**
 * A text, or why there is none: the variables that are absent (sorted, as paths from the root), and anything else that is
 * wrong. A text with holes never comes out.
 */
export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly missing: readonly string[]; readonly problems: readonly string[] };

/** The data of a template: one record per name it may use. Only own properties are read, and nothing in it is ever evaluated. */
export type TemplateData = { readonly [name: string]: unknown };

/** Renders a template. Never throws. */
export function render(template: CompiledTemplate, data: TemplateData): Rendered {
  if (template.errors.length > 0) {
    return { ok: false, missing: [], problems: template.errors.map((error) => error.message) };
  }
  const writers = writersOf(template);
  if (writers === null) return { ok: false, missing: [], problems: ['this template was not compiled here'] };
  const state = newState(template, writers, data);
  try {
    const text = writers.write(data, state);
    limitCharacters(text.length);
    if (state.missing.size + state.problems.size === 0) return { ok: true, text };
  } catch (error) {
    if (!(error instanceof RenderLimitReached)) throw error;
    state.problems.add(error.message);
  }
  return { ok: false, missing: [...state.missing].sort(), problems: [...state.problems].sort() };
}

function newState(template: CompiledTemplate, writers: Writers, data: TemplateData): RenderState {
  const partials = [...writers.partials].map(
    ([id, write]) => [id, (state: RenderState) => write(data, state)] as const,
  );
  return newRenderState(template, new Map(partials));
}
