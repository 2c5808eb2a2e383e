import type { Reference } from '@deskbook/policies';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { Checking, Names } from './checking.ts';

/** A checking, with what it has collected so far. */
export interface Collected {
  readonly checking: Checking;
  readonly diagnostics: readonly Diagnostic[];
  readonly references: ReadonlyMap<Reference, Span>;
  /** Runs something and says whether it reported an error. */
  failed(run: () => void): boolean;
}

/** Begins to check a bundle with these names and languages. */
export function collect(names: Names, languages: readonly [string, ...string[]]): Collected {
  const diagnostics: Diagnostic[] = [];
  const references = new Map<Reference, Span>();
  let errors = 0;
  return {
    diagnostics,
    references,
    checking: {
      names,
      languages,
      report: (diagnostic) => {
        diagnostics.push(diagnostic);
        if (diagnostic.severity === 'error') errors += 1;
      },
      note: (reference, span) => references.set(reference, span),
    },
    failed: (run) => {
      const before = errors;
      run();
      return errors > before;
    },
  };
}
