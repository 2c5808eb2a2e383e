import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Definition } from '../../src/syntax/syntax.ts';
import type { Place } from '../../src/check/place.ts';
import type { Scope } from '../../src/check/scope.ts';

/** A place in an otherwise empty trigger `t`, for tests of the compilers of parts. */
export function placeFor(options: {
  readonly scope?: Scope;
  readonly report?: (diagnostic: Diagnostic) => void;
  readonly pointer?: string;
  readonly languages?: readonly [string, ...string[]];
}): Place {
  const definition: Definition = { kind: 'trigger', id: 't', file: 't.yaml', data: {}, spans: {} };
  return {
    checking: {
      names: { all: () => [], find: () => undefined, ids: () => [] },
      languages: options.languages ?? ['en'],
      report: options.report ?? (() => undefined),
      note: () => undefined,
    },
    definition,
    pointer: options.pointer ?? '',
    scope: options.scope ?? { model: { records: {}, roots: {}, derived: {} }, roots: {} },
  };
}
