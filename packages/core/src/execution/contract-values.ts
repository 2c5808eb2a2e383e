import type { JsonObject } from '@deskbook/policies';
import type { ActionContract, Fields } from '@deskbook/dsl/bundle';
import { validateForm, type FieldProblem } from '../forms/validate-form.ts';

/** Values that fit a contract, or what is wrong with them. */
export type Fitted =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** An action's input held against its contract, right before it is asked for. */
export function fitInput(contract: ActionContract, input: JsonObject, now: string): Fitted {
  return fit(contract.input, input, now);
}

/** What an action answered, held against its contract. What the contract does not declare is left out. */
export function fitOutput(contract: ActionContract, output: JsonObject): Fitted {
  const declared = Object.entries(output).filter(([name]) => Object.hasOwn(contract.output, name));
  return fit(contract.output, Object.fromEntries(declared), '');
}

function fit(fields: Fields, values: JsonObject, now: string): Fitted {
  const result = validateForm(fields, values, { options: {}, now });
  return result.ok ? { ok: true, value: result.form } : { ok: false, problems: result.fields };
}

/** What is wrong, in a line. */
export function problemText(problems: readonly FieldProblem[]): string {
  return problems.map(({ field, message }) => `${field === '' ? 'it' : field} ${message}`).join('; ');
}
