import type { Program } from '../parse/syntax-tree.ts';
import { environment, knownHelpers } from './environment.ts';
import type { RenderState } from './render-state.ts';
import { newRenderState } from './render-state.ts';

/** Writes a body from the data's root. */
export type Write = (data: unknown, state: RenderState) => string;

/**
 * Own properties only, on purpose: the library would otherwise ask a list, and warn on the console. Escaping is left to `$show`,
 * which knows the format.
 */
const runtime = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false } as const;

/** Has Handlebars make a function of a body whose names are resolved. The only place where code is generated. */
export function compileProgram(program: Program): Write {
  const template = environment.compile<unknown>(program, {
    knownHelpers: Object.fromEntries([...knownHelpers].map((name) => [name, true])),
    knownHelpersOnly: true,
    noEscape: true,
  });
  const write: Write = (data, render) => template(data, { ...runtime, data: { root: data, render } });
  // The library generates code at the first rendering; this is the first.
  write({}, newRenderState({ format: 'text', language: 'en', zone: 'UTC' }, new Map()));
  return write;
}
