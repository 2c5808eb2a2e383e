import type { Json } from '@deskbook/policies';
import type { Values } from '../../../bundle/value.ts';
import { checkThatWrites } from '../../../diagnostics/pages/flow/check-that-writes.ts';
import { compileWith } from '../../compile-value.ts';
import type { Place } from '../../place.ts';
import type { Program } from '../../program.ts';
import { referAmong } from '../../refer.ts';
import { report } from '../../report.ts';
import { spell } from '../../spell.ts';
import { own } from './own.ts';

/** An action by name, and its input, typed by its contract. */
export interface CompiledAction {
  readonly action: string;
  readonly with: Values;
}

/** An action with its input. The places are those of its name and of its `with`. */
export function compileAction(
  raw: Json | undefined,
  input: Json | undefined,
  program: Program,
  place: Place,
  inputPlace: Place,
): CompiledAction {
  const action = spell(raw);
  const contract = own(program.actions, raw);
  if (contract === undefined) {
    referAmong(raw, Object.keys(program.actions), 'action', place);
    return { action, with: {} };
  }
  return { action, with: compileWith(input, inputPlace, contract.input, `\`${action}\``) };
}

/** The same for a check, which must not change anything. */
export function compileReading(
  raw: Json | undefined,
  input: Json | undefined,
  program: Program,
  place: Place,
  inputPlace: Place,
): CompiledAction {
  if (own(program.actions, raw)?.effect === 'write') {
    report(place, checkThatWrites, `\`${spell(raw)}\` writes, and a check only reads`, {
      help: 'name an action with `effect: read`',
    });
  }
  return compileAction(raw, input, program, place, inputPlace);
}
