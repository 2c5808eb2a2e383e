import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Definition, FailedDefinition } from './syntax.ts';

/** What one file came to. */
export interface ParsedFile {
  readonly definitions: Definition[];
  readonly failed: FailedDefinition[];
  readonly diagnostics: Diagnostic[];
}
