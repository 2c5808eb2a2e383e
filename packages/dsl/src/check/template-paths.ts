import type { FactPath } from '@deskbook/policies';
import { parseValue } from '@deskbook/templates/parse';

/** The paths a text's expressions read (`x[]` is an item of the list `x`), or what is wrong with one. */
export type TemplatePaths =
  | { readonly ok: true; readonly paths: readonly FactPath[] }
  | { readonly ok: false; readonly message: string; readonly help: string | null };

/** Reads the expressions of a text in a value: each path once, in order. */
export function templatePaths(text: string): TemplatePaths {
  const parsed = parseValue(text);
  switch (parsed.kind) {
    case 'literal':
      return { ok: true, paths: [] };
    case 'path':
      return { ok: true, paths: [parsed.path] };
    case 'template':
      return { ok: true, paths: parsed.paths };
    case 'invalid': {
      const [first] = parsed.errors;
      return { ok: false, message: first?.message ?? 'an expression cannot be read', help: first?.help ?? null };
    }
  }
}
