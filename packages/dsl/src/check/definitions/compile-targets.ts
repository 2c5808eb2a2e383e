import type { Duration, Json } from '@deskbook/policies';
import type { Sla } from '@deskbook/policies/sla';
import type { Field } from '../../bundle/field.ts';
import { missingTarget } from '../../diagnostics/pages/analysis/missing-target.ts';
import { duplicateId } from '../../diagnostics/pages/reference/duplicate-id.ts';
import { wrongType } from '../../diagnostics/pages/reference/wrong-type.ts';
import { quoteList } from '../../diagnostics/index.ts';
import type { SlaShape } from '../../shape/sla.ts';
import { compileDuration } from '../compile-duration.ts';
import { compileLiteral } from '../compile-literal.ts';
import { describeField } from '../describe-field.ts';
import { at, keyAt, type Place } from '../place.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { spell } from '../spell.ts';

type Targets = Sla['targets'][string];

/** The targets of an SLA by the value of its fact, in that value's one spelling, and by clock. */
export function compileTargets(raw: SlaShape, field: Field, clocks: readonly string[], sla: Place): Sla['targets'] {
  const place = at(sla, 'targets');
  if (refusesField(raw.by, field, place)) return {};
  const spelled = new Map<string, string>();
  const compiled = Object.entries(raw.targets).flatMap(
    ([written, byClock]): readonly (readonly [string, Targets])[] => {
      const here = at(place, written);
      const targets = compileByClock(byClock, raw.calendar, clocks, here);
      const value = compileLiteral(
        asValue(written, field),
        { ...field, optional: false },
        keyAt(place, written),
        raw.by,
      );
      if (value === null) return [];
      reportSame(spell(value), written, spelled, here);
      return [[spell(value), targets]];
    },
  );
  if (compiled.length === Object.keys(raw.targets).length) reportMissing(raw.by, field, spelled, place);
  reportIdle(raw, at(sla, 'clocks'));
  return Object.fromEntries(compiled);
}

/** A target is chosen by one value that may be written down. */
function refusesField(by: string, field: Field, place: Place): boolean {
  const several = field.list || field.type === 'record';
  if (several) {
    const message = `targets are chosen by one value, and \`${by}\` is ${describeField(field)}`;
    report(place, wrongType, message, { on: 'key' });
  } else if (field.secret) {
    report(place, wrongType, `targets name the values of \`${by}\`, and it is secret`, { on: 'key' });
  }
  return several || field.secret;
}

function compileByClock(
  written: SlaShape['targets'][string],
  calendar: string | undefined,
  clocks: readonly string[],
  place: Place,
): Targets {
  return Object.fromEntries(
    Object.entries(written).flatMap(([clock, length]): readonly (readonly [string, Duration])[] => {
      referAmong(clock, clocks, 'clock', at(place, clock), 'key');
      const duration = compileDuration(length, at(place, clock), calendar);
      return duration === null ? [] : [[clock, duration]];
    }),
  );
}

/** Two spellings of one value: the second would take the place of the first. */
function reportSame(value: string, written: string, spelled: Map<string, string>, place: Place): void {
  const first = spelled.get(value);
  if (first === undefined) spelled.set(value, written);
  else report(place, duplicateId, `\`${written}\` is the same value as \`${first}\``, { on: 'key' });
}

/** Clocks of its own that never run. */
function reportIdle({ targets, clocks = {} }: SlaShape, place: Place): void {
  const limited = new Set(Object.values(targets).flatMap((byClock) => Object.keys(byClock)));
  for (const clock of Object.keys(clocks).filter((each) => !limited.has(each)))
    report(at(place, clock), missingTarget, `the clock \`${clock}\` has no target`, { on: 'key' });
}

/** Keys are texts; what the fact holds need not be one. */
function asValue(key: string, { type }: Field): Json {
  if (type === 'yes_no' && (key === 'true' || key === 'false')) return key === 'true';
  return (type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(key) ? Number(key) : key;
}

/** Values of the fact for which nothing is said. `LOW: {}` says that there is no deadline. */
function reportMissing(by: string, { oneOf, type }: Field, said: ReadonlyMap<string, string>, place: Place): void {
  const values = oneOf ?? (type === 'yes_no' ? [true, false] : []);
  const missing = values.map(spell).filter((value) => !said.has(value));
  if (missing.length === 0) return;
  const is = missing.length === 1 ? 'has no target' : 'have no targets';
  report(place, missingTarget, `${quoteList(missing)} of \`${by}\` ${is}`, {
    on: 'key',
    help: `add them, or write \`${missing[0] ?? ''}: {}\` where there is no deadline`,
  });
}
