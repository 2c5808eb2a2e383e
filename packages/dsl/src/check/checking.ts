import type { Reference } from '@deskbook/policies';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { Definition } from '../syntax/syntax.ts';
import type { Kind } from '../syntax/kind.ts';

/** Definitions by kind and id, as written: what a reference may name, whether or not it compiled. */
export interface Names {
  all(kind: Kind): readonly Definition[];
  find(kind: Kind, id: string): Definition | undefined;
  ids(kind: Kind): readonly string[];
}

/** What every compiler of a definition shares while one bundle is checked. Diagnostics and origins are collected, never thrown. */
export interface Checking {
  readonly names: Names;
  /** The bundle's languages; the first is the one every text has. */
  readonly languages: readonly [string, ...string[]];
  report(diagnostic: Diagnostic): void;
  /** Remembers where a reference was written. */
  note(reference: Reference, span: Span): void;
}
