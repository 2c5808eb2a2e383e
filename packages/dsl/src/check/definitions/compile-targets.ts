import type { Duration, Json } from '@deskbook/policies';
import type { Sla } from '@deskbook/policies/sla';
import type { Field } from '../../bundle/field.ts';
import { missingTarget } from '../../diagnostics/pages/analysis/missing-target.ts';
import { wrongType } from '../../diagnostics/pages/reference/wrong-type.ts';
import { quoteList } from '../../diagnostics/index.ts';
import type { SlaShape } from '../../shape/sla.ts';
import { compileDuration } from '../compile-duration.ts';
import { compileLiteral } from '../compile-literal.ts';
import { describeField } from '../describe-field.ts';
import { at, type Place } from '../place.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { spell } from '../spell.ts';

/** The targets of an SLA by the value of its fact, in that value's one spelling, and by clock. */
export function compileTargets(
  { by, targets, calendar }: SlaShape,
  field: Field,
  clocks: readonly string[],
  place: Place,
): Sla['targets'] {
  if (field.list || field.type === 'record') {
    report(place, wrongType, `targets are chosen by one value, and \`${by}\` is ${describeField(field)}`, {
      on: 'key',
    });
    return {};
  }
  const compiled = Object.entries(targets).flatMap(([value, byClock]) => {
    const here = at(place, value);
    const known = compileLiteral(asValue(value, field), { ...field, optional: false }, here, by);
    const durations = Object.entries(byClock).flatMap(([clock, written]): readonly (readonly [string, Duration])[] => {
      referAmong(clock, clocks, 'clock', at(here, clock));
      const duration = compileDuration(written, at(here, clock), calendar);
      return duration === null ? [] : [[clock, duration]];
    });
    return known === null ? [] : [[spell(known), Object.fromEntries(durations)] as const];
  });
  const isWhole = compiled.length === Object.keys(targets).length;
  if (isWhole) reportMissing(by, field, new Set(compiled.map(([value]) => value)), place);
  return Object.fromEntries(compiled);
}

/** Keys are texts; what the fact holds need not be one. */
function asValue(key: string, { type }: Field): Json {
  if (type === 'yes_no' && (key === 'true' || key === 'false')) return key === 'true';
  return (type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(key) ? Number(key) : key;
}

/** Values of the fact for which nothing is said. `LOW: {}` says that there is no deadline. */
function reportMissing(by: string, { oneOf, type }: Field, said: ReadonlySet<string>, place: Place): void {
  const values = oneOf ?? (type === 'yes_no' ? [true, false] : []);
  const missing = values.map(spell).filter((value) => !said.has(value));
  if (missing.length === 0) return;
  const is = missing.length === 1 ? 'has no target' : 'have no targets';
  report(place, missingTarget, `${quoteList(missing)} of \`${by}\` ${is}`, {
    on: 'key',
    help: `add them, or write \`${missing[0] ?? ''}: {}\` where there is no deadline`,
  });
}
