import type { Operand } from '@deskbook/policies';
import type { FactType } from '../../bundle/fact-model.ts';
import type { Field } from '../../bundle/field.ts';
import { unknownFact } from '../../diagnostics/pages/reference/unknown-fact.ts';
import { wrongType } from '../../diagnostics/pages/reference/wrong-type.ts';
import { wrongValue } from '../../diagnostics/pages/reference/wrong-value.ts';
import { compileLiteral } from '../compile-literal.ts';
import { describeField } from '../describe-field.ts';
import { comparable } from '../field-fit.ts';
import { report } from '../report.ts';
import { resolveFact } from '../scope.ts';
import { spell } from '../spell.ts';
import { valueKind, type ValueKind } from '../value-kind.ts';
import { textOf } from './read-literal.ts';
import type { Endpoint } from './unary-tests.ts';
import { withinCell, type Cell } from './within-cell.ts';

/** How S-FEEL sees the values of a fact: what may be anything is what is written. */
export type CellKind = ValueKind | 'anything';

/** What a column is compared with, and of which kind that is. `list`: any of a list that another fact holds. */
export interface CompiledEndpoint {
  readonly operand: Operand;
  readonly kind: CellKind;
  readonly list: boolean;
}

/** The kind of a field's values. */
export function cellKind({ type }: Field): CellKind {
  return type === 'json' ? 'anything' : valueKind(type);
}

/** An endpoint as an operand that fits the column's fact; null (reported) where it does not. `null` itself is none. */
export function compileEndpoint(endpoint: Endpoint, fact: FactType, cell: Cell): CompiledEndpoint | null {
  if (endpoint.kind === 'null') return null;
  if (endpoint.kind === 'name') return compileName(endpoint.path, endpoint, fact, cell);
  const wanted = cellKind(fact.field);
  if (wanted !== 'anything' && wanted !== endpoint.kind) return refuseKind(endpoint, fact, cell);
  const { kind, value } = endpoint;
  if (kind === 'duration' || wanted === 'anything') return { operand: { value }, kind, list: false };
  const literal = compileLiteral(value, fact.field, withinCell(cell, endpoint.at), fact.path);
  return literal === null ? null : { operand: { value: literal }, kind, list: false };
}

function refuseKind(endpoint: Endpoint, { path, field }: FactType, cell: Cell): null {
  const written = textOf(endpoint.at, cell.text);
  report(
    withinCell(cell, endpoint.at),
    wrongValue,
    `\`${written}\` is not ${describeField(field)}, as \`${path}\` is`,
    {
      help: remedyOf(field, written),
    },
  );
  return null;
}

function remedyOf(field: Field, written: string): string | null {
  const [first] = field.oneOf ?? [];
  const isKnown = field.oneOf?.some((value) => spell(value) === written) ?? true;
  if (typeof first === 'string' && !isKnown) return `write one of them in double quotes: \`"${first}"\``;
  return spelling[cellKind(field)]?.(written) ?? null;
}

/** How a value of a kind is written. */
const spelling: { readonly [kind in CellKind]?: (written: string) => string } = {
  text: (written) => `write a text in double quotes: \`"${written.replaceAll('"', '')}"\``,
  number: () => 'write a number without quotes',
  yes_no: () => 'write `true` or `false`',
  date: () => 'write a day as in `date("2026-12-31")`',
  time: () => 'write an instant as in `date and time("2026-03-27T14:00:00Z")`',
  duration: () => 'write a length of time as in `duration("PT4H")`',
};

function compileName(path: string, { at }: Endpoint, fact: FactType, cell: Cell): CompiledEndpoint | null {
  const place = withinCell(cell, at);
  const resolved = resolveFact(place.scope, path);
  if (!resolved.ok) {
    const { message, help } = resolved.problem;
    report(place, unknownFact, message, { help: meantHelp(path, fact.field) ?? help });
    return null;
  }
  const { field } = resolved.fact;
  if (comparable({ ...field, list: false }, fact.field))
    return { operand: { fact: path }, kind: cellKind(field), list: field.list };
  report(
    place,
    wrongType,
    `\`${fact.path}\` is ${describeField(fact.field)} and \`${path}\` is ${describeField(field)}`,
    {
      help: `compare with ${describeField(fact.field)}`,
    },
  );
  return null;
}

/** What a bare word was probably meant to be. */
function meantHelp(path: string, field: Field): string | null {
  if (path.includes('.')) return null;
  if (path === 'any') return 'write `-` for any value, and `not(null)` for any that is known';
  return cellKind(field) === 'text'
    ? `write a text in double quotes, inside the quotes of YAML: \`'"${path}"'\``
    : null;
}
