import type { Json, JsonObject } from '@deskbook/policies';
import type { Fields } from '../../bundle/field.ts';
import { approvalUnnamed } from '../../diagnostics/pages/reference/approval-unnamed.ts';
import { missingResult } from '../../diagnostics/pages/reference/missing-result.ts';
import { unknownResult } from '../../diagnostics/pages/reference/unknown-result.ts';
import { compileLiteral } from '../compile-literal.ts';
import { at, type Place } from '../place.ts';
import type { Program } from '../program.ts';
import { refer } from '../refer.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';
import { reportUnread } from '../unread-template.ts';

/** What the rules or rows of a decision are compiled with. */
export interface DecisionContext {
  readonly program: Program;
  readonly sets: Fields;
  /** Whether every rule must say every name: those it sets by name, not those that are facts. */
  readonly named: boolean;
  /** What the decision as a whole rests on, and so each rule that says nothing more. */
  readonly cites: readonly string[];
}

/** What a rule sets: every name declared, every value of its type. */
export function compileThen(raw: JsonObject, context: DecisionContext, place: Place): JsonObject {
  const results: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(raw)) {
    const compiled = compileResult(name, value, context, at(place, name));
    if (compiled !== null) results[name] = compiled;
  }
  for (const [name, field] of Object.entries(context.sets)) {
    if (!context.named || field.optional || field.default !== undefined || Object.hasOwn(raw, name)) continue;
    report(place, missingResult, `\`${name}\` is not set here`, {
      on: 'key',
      help: 'set it, or declare it `optional`',
    });
  }
  checkApproval(raw, context, place);
  return results;
}

/** One result, in its one spelling; null (reported) where it is wrong. */
export function compileResult(name: string, value: Json, { sets }: DecisionContext, place: Place): Json | null {
  const field = Object.hasOwn(sets, name) ? sets[name] : undefined;
  if (field === undefined) {
    const help = suggestion(name, Object.keys(sets));
    report(place, unknownResult, `the decision does not set \`${name}\``, { on: 'key', help });
    return null;
  }
  const compiled = compileLiteral(value, field, place, name);
  if (compiled !== null) reportUnread(value, place);
  if (compiled !== null && field.type === 'approval' && !field.list) refer('approval', compiled, place);
  return compiled;
}

/** Where an approval is required, which one is said. */
export function checkApproval(results: JsonObject, { sets }: DecisionContext, place: Place): void {
  if (
    results.decision !== 'REQUIRES_APPROVAL' ||
    !Object.hasOwn(sets, 'approval') ||
    Object.hasOwn(results, 'approval')
  )
    return;
  report(place, approvalUnnamed, 'approval is required here, and no `approval` is named', { on: 'key' });
}
