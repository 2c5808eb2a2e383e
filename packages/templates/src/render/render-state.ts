import type { TemplateFormat } from '../parse/template-format.ts';

/** What one rendering may cost. */
export const renderLimits = { characters: 2_000_000, iterations: 100_000 } as const;

/** One rendering under way: how to write, and what went wrong so far. */
export interface RenderState {
  readonly format: TemplateFormat;
  readonly language: string;
  readonly zone: string;
  readonly missing: Set<string>;
  readonly problems: Set<string>;
  /** Partials of the template, by id; each reads the whole data again. */
  readonly partials: ReadonlyMap<string, (state: RenderState) => string>;
  characters: number;
  iterations: number;
}

export function newRenderState(
  written: Pick<RenderState, 'format' | 'language' | 'zone'>,
  partials: RenderState['partials'],
): RenderState {
  const { format, language, zone } = written;
  return { format, language, zone, partials, missing: new Set(), problems: new Set(), characters: 0, iterations: 0 };
}

/** Thrown to leave a rendering that costs too much; `render` turns it into a failure. */
export class RenderLimitReached extends Error {
  override readonly name = 'RenderLimitReached';
}

/** Counts characters written; a rendering that writes too many stops. */
export function countCharacters(state: RenderState, text: string): string {
  state.characters += text.length;
  limitCharacters(state.characters);
  return text;
}

/** Stops a rendering whose text has grown to so many characters. */
export function limitCharacters(characters: number): void {
  if (characters > renderLimits.characters) {
    throw new RenderLimitReached(`the text is longer than ${renderLimits.characters} characters`);
  }
}

/** Counts one round of a loop, or one partial. */
export function countIteration(state: RenderState): void {
  state.iterations += 1;
  if (state.iterations > renderLimits.iterations) {
    throw new RenderLimitReached(`the loops take more than ${renderLimits.iterations} rounds`);
  }
}
