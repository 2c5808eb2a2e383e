import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Definition, FailedDefinition, Syntax } from '../syntax/syntax.ts';
import type { DefinitionOf } from './definition-of.ts';
import { schemaOfKind } from './schema-of-kind.ts';
import { explainMistake } from './validation/explain-mistake.ts';
import { findMistakes } from './validation/find-mistakes.ts';
import type { Mistake } from './validation/mistake.ts';
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
    const mistakes = findMistakes(schemaOfKind[definition.kind], definition.data);
    // The checker has just proved it, which the compiler cannot see.
    if (mistakes.length === 0) definitions.push(definition as unknown as DefinitionOf);
    else failed.push({ kind: definition.kind, id: definition.id, file: definition.file });
    diagnostics.push(...explained(definition, mistakes, texts.get(definition.file) ?? '', syntax.diagnostics));
  }
  return { definitions, failed, diagnostics };
}

function explained(
  definition: Definition,
  mistakes: readonly Mistake[],
  text: string,
  earlier: readonly Diagnostic[],
): readonly Diagnostic[] {
  const found = mistakes.map((mistake) => ({
    pointer: mistake.pointer,
    diagnostic: explainMistake(mistake, { definition, pointer: mistake.pointer, text }),
  }));
  return withoutConsequences(definition, found, earlier);
}
