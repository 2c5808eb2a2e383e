import type { FactPath } from '@deskbook/policies';

/** The paths a text's expressions read, or what is wrong with one. */
export type TemplatePaths =
  | { readonly ok: true; readonly paths: readonly FactPath[] }
  | { readonly ok: false; readonly message: string };

/** Reads the expressions of a text in a value: plain `{{path}}`s, each path once, in order. */
export function templatePaths(text: string): TemplatePaths {
  const paths: FactPath[] = [];
  const rest = text.replaceAll(/\{\{\s*([A-Za-z_][\w-]*(?:\.[A-Za-z0-9_][\w-]*)*)\s*\}\}/g, (_, path: string) => {
    if (!paths.includes(path)) paths.push(path);
    return '';
  });
  const stray = /\{\{[^}]*\}*/.exec(rest)?.[0];
  return stray === undefined ? { ok: true, paths } : { ok: false, message: `\`${stray}\` is not a \`{{path}}\`` };
}
