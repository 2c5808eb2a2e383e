import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Definition, FailedDefinition, Syntax } from '../syntax/syntax.ts';
import type { DefinitionOf } from './definition-of.ts';
import { checkerOf } from './validation/checker-of.ts';
import { explainError } from './validation/explain-error.ts';
import type { ShapeError } from './validation/shape-error.ts';
import { withoutConsequences } from './validation/without-consequences.ts';

/** Definitions whose data has the shape of their kind, and what is wrong with the others. */
export interface Shaped {
  readonly definitions: readonly DefinitionOf[];
  /** Definitions that are written but not among `definitions`: those that could not be parsed too. */
  readonly failed: readonly FailedDefinition[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks the shape of every definition: keys, types and words, but no references. What the parser already complained of is not
 * complained of again.
 *
 * @example
 * const { definitions } = checkShape(parse(files));
 */
export function checkShape(syntax: Syntax): Shaped {
  const texts = new Map(syntax.files.map(({ path, text }) => [path, text]));
  const definitions: DefinitionOf[] = [];
  const failed: FailedDefinition[] = [...(syntax.failed ?? [])];
  const diagnostics: Diagnostic[] = [];
  for (const definition of syntax.definitions) {
    const errors = checkerOf(definition.kind)(definition.data);
    // The checker has just proved it, which the compiler cannot see.
    if (errors.length === 0) definitions.push(definition as unknown as DefinitionOf);
    else failed.push({ kind: definition.kind, id: definition.id, file: definition.file });
    diagnostics.push(...explained(definition, errors, texts.get(definition.file) ?? '', syntax.diagnostics));
  }
  return { definitions, failed, diagnostics };
}

function explained(
  definition: Definition,
  errors: readonly ShapeError[],
  text: string,
  earlier: readonly Diagnostic[],
): readonly Diagnostic[] {
  const found = errors.flatMap((error) => {
    const diagnostic = explainError(error, { definition, pointer: error.pointer, text });
    return diagnostic === null ? [] : [{ pointer: error.pointer, diagnostic }];
  });
  return withoutConsequences(definition, found, earlier);
}
