import type { Bundle } from '../bundle/bundle.ts';
import type { Fixtures } from '../bundle/fixtures.ts';
import type { TestDefinition } from '../bundle/test-definition.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** What `check` found. `bundle` is null when any diagnostic is an error. Tests and fixtures are no part of the bundle or its hash. */
export interface Checked {
  readonly bundle: Bundle | null;
  readonly tests: readonly TestDefinition[];
  readonly fixtures: { readonly [id: string]: Fixtures };
  readonly diagnostics: readonly Diagnostic[];
}
