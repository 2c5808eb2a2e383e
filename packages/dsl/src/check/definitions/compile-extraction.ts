import type { Json } from '@deskbook/policies';
import { RE2JS } from 're2js';
import type { Field } from '../../bundle/field.ts';
import type { Extraction } from '../../bundle/source-mapping.ts';
import { invalidPattern } from '../../diagnostics/pages/reference/invalid-pattern.ts';
import { wrongType } from '../../diagnostics/pages/reference/wrong-type.ts';
import type { ExtractionShape } from '../../shape/source.ts';
import { compileLiteral } from '../compile-literal.ts';
import { describeField } from '../describe-field.ts';
import { patternProblem } from '../pattern-problem.ts';
import { at, type Place } from '../place.ts';
import { report } from '../report.ts';

/** How a value is read out of a payload. `field` is what it becomes; null where nothing in particular. */
export function compileExtraction(raw: ExtractionShape, place: Place, field: Field | null): Extraction {
  if (typeof raw === 'string') return raw === 'received' ? { kind: 'received' } : { kind: 'pointer', pointer: raw };
  if ('header' in raw) return { kind: 'header', header: raw.header.toLowerCase() };
  if ('literal' in raw) return { kind: 'literal', value: literalOf(raw.literal, at(place, 'literal'), field) };
  if ('first' in raw) {
    return {
      kind: 'first',
      of: raw.first.map((one, index) => compileExtraction(one, at(place, 'first', index), field)),
    };
  }
  if ('extract' in raw) return compilePattern(raw, place);
  if ('map' in raw) return compileMap(raw, place, field);
  if ('each' in raw) return { kind: 'each', of: compileExtraction(raw.each, at(place, 'each'), null), take: raw.take };
  if ('find' in raw) {
    return { kind: 'find', in: compileExtraction(raw.find, at(place, 'find'), null), where: raw.where, take: raw.take };
  }
  if ('person' in raw) return compilePerson(raw, place, field);
  if ('split' in raw)
    return { kind: 'split', format: raw.by, from: compileExtraction(raw.split, at(place, 'split'), null) };
  if ('time' in raw) {
    const from = compileExtraction(raw.time, at(place, 'time'), null);
    return { kind: 'time', ...(raw.format === undefined ? {} : { format: raw.format }), from };
  }
  return compileConversion(raw, place);
}

function compileConversion(
  raw: Extract<
    ExtractionShape,
    { epoch_ms: unknown } | { epoch_s: unknown } | { number: unknown } | { boolean: unknown } | { lower: unknown }
  >,
  place: Place,
): Extraction {
  if ('epoch_ms' in raw)
    return { kind: 'epoch_ms', from: compileExtraction(raw.epoch_ms, at(place, 'epoch_ms'), null) };
  if ('epoch_s' in raw) return { kind: 'epoch_s', from: compileExtraction(raw.epoch_s, at(place, 'epoch_s'), null) };
  if ('number' in raw) return { kind: 'number', from: compileExtraction(raw.number, at(place, 'number'), null) };
  if ('boolean' in raw) return { kind: 'boolean', from: compileExtraction(raw.boolean, at(place, 'boolean'), null) };
  return { kind: 'lower', from: compileExtraction(raw.lower, at(place, 'lower'), null) };
}

function compileMap(raw: Extract<ExtractionShape, { map: unknown }>, place: Place, field: Field | null): Extraction {
  const map = Object.entries(raw.map).map(([vendor, value]) => [
    vendor,
    literalOf(value, at(place, 'map', vendor), field),
  ]);
  return {
    kind: 'map',
    map: Object.fromEntries(map) as { [from: string]: Json },
    ...(raw.else === undefined ? {} : { otherwise: literalOf(raw.else, at(place, 'else'), field) }),
    from: compileExtraction(raw.from, at(place, 'from'), null),
  };
}

/** A value of ours; for a list, each vendor value stands for one item. `null` says that there is none. */
function literalOf(value: Json, place: Place, field: Field | null): Json {
  if (field === null || value === null) return value;
  const item: Field = field.list && !Array.isArray(value) ? { ...field, list: false } : field;
  return compileLiteral(value, item, place, 'value');
}

function compilePattern(raw: Extract<ExtractionShape, { extract: unknown }>, place: Place): Extraction {
  const reason = patternProblem(raw.extract) ?? groupProblem(raw.extract);
  if (reason !== null) report(at(place, 'extract'), invalidPattern, `\`${raw.extract}\` cannot be used: ${reason}`);
  return { kind: 'extract', pattern: raw.extract, from: compileExtraction(raw.from, at(place, 'from'), null) };
}

function groupProblem(pattern: string): string | null {
  return RE2JS.compile(pattern).groupCount() === 1 ? null : 'it needs exactly one group, for what is taken';
}

function compilePerson(
  raw: Extract<ExtractionShape, { person: unknown }>,
  place: Place,
  field: Field | null,
): Extraction {
  if (field !== null && field.type !== 'person' && field.type !== 'json') {
    report(place, wrongType, `a person is read here, and the fact is ${describeField(field)}`);
  }
  const [scheme = '', from = ''] = Object.entries(raw.person)[0] ?? [];
  return { kind: 'person', scheme, from: compileExtraction(from, at(place, 'person', scheme), null) };
}
