import type { Operand } from '../../conditions/condition.ts';
import type { Json } from '../../json.ts';

/**
 * What two operands of one operator share exactly if they are the same: a scalar, or a text that says the whole. Nothing for what is
 * not worth comparing (records, lists of lists): it is only the same as itself.
 */
export function operandIdentity(operand: Operand): string | number | boolean | undefined {
  if ('fact' in operand) return `fact ${operand.fact}`;
  const { value } = operand;
  if (typeof value === 'string') return `text ${value}`;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return isListOfScalars(value) ? `list ${JSON.stringify(value)}` : undefined;
}

function isListOfScalars(value: Json): boolean {
  return Array.isArray(value) && value.every(isWritten);
}

/** Whether JSON writes a value as nothing else. */
function isWritten(value: Json): boolean {
  return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' || typeof value === 'boolean';
}
