import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, Fixtures, TestDefinition } from '@deskbook/dsl/bundle';
import { check } from '@deskbook/dsl/check';
import { parse } from '@deskbook/dsl/syntax';

/** Every case: a bundle that uses each construct there is, and its own tests. */
export interface Cases {
  readonly bundle: Bundle;
  readonly fixtures: { readonly [id: string]: Fixtures };
  readonly tests: readonly TestDefinition[];
}

/** Reads them. What the checker says against them is thrown. */
export function readCases(): Cases {
  const folder = join(import.meta.dirname, 'desk');
  const files = readdirSync(folder).map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  const { bundle, fixtures, tests, diagnostics } = check(parse(files));
  if (bundle === null) throw new Error(diagnostics.map(({ code, message, span }) => `${code} ${span.file}: ${message}`).join('\n')); // prettier-ignore
  return { bundle, fixtures, tests };
}
