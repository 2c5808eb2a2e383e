import type { Json, JsonObject } from '@deskbook/policies';
import type { Field } from '../../bundle/field.ts';
import type { PayloadMatch, SourceMapping } from '../../bundle/source-mapping.ts';
import { sampleNotRead } from '../../diagnostics/pages/analysis/sample-not-read.ts';
import { unmappedSample } from '../../diagnostics/pages/analysis/unmapped-sample.ts';
import type { SourceShape } from '../../shape/source.ts';
import type { SourceText } from '../../syntax/source-text.ts';
import { isRecord } from '../is-record.ts';
import { placeAt } from '../place-at.ts';
import { at, type Place } from '../place.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { modelScope, resolveFact } from '../scope.ts';
import { spell } from '../spell.ts';
import { headerOf, sampleValue, type Sample, type Sampled } from './sample-value.ts';

/** The sample payloads of each source are events or ignored, and every value in them has a mapping. */
export function samplePayloads(compiled: Compiled): void {
  // Whoever hands over only what is compiled has no samples to try.
  if (!compiled.files.some(({ path }) => path.endsWith('.json'))) return;
  for (const source of Object.values(compiled.sources)) {
    const place = placeAt(compiled.checking, source.reference);
    if (place === null) continue;
    const { samples = [] } = place.definition.data as unknown as SourceShape;
    for (const [index, pattern] of samples.entries())
      checkSamples(pattern, at(place, 'samples', index), source, compiled);
  }
}

function checkSamples(pattern: string, place: Place, source: SourceMapping, compiled: Compiled): void {
  const found = compiled.files.filter(({ path }) => fits(path, pattern));
  if (found.length === 0) report(place, sampleNotRead, `there is no file \`${pattern}\``);
  for (const file of found) {
    const payload = parse(file);
    if (payload === undefined) report(place, sampleNotRead, `\`${file.path}\` is not JSON`);
    else checkSample(file.path, { payload, headers: headersOf(file, compiled) }, place, source, compiled);
  }
}

/** Whether a path is meant by a pattern, in which `*` is anything but a slash. Headers beside a payload are no payload. */
function fits(path: string, pattern: string): boolean {
  if (path === pattern) return true;
  const names = path.split('/');
  const patterns = pattern.split('/');
  if (path.endsWith('.headers.json') || names.length !== patterns.length) return false;
  return names.every((name, index) => fitsName(name, patterns[index] ?? ''));
}

function fitsName(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  const between = name.slice(first.length, name.length - last.length);
  let from = 0;
  return rest.every((part) => {
    const found = between.indexOf(part, from);
    from = found + part.length;
    return found !== -1;
  });
}

function parse({ text }: SourceText): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The headers kept beside a payload: `issue.headers.json` beside `issue.json`. */
function headersOf({ path }: SourceText, { files }: Compiled): JsonObject | null {
  const beside = files.find((file) => file.path === path.replace(/\.json$/, '.headers.json'));
  const headers = beside === undefined ? undefined : parse(beside);
  if (!isRecord(headers)) return null;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function checkSample(path: string, sample: Sample, place: Place, source: SourceMapping, compiled: Compiled): void {
  if (source.ignore.some((match) => mayMatch(match, sample))) return;
  if (!source.emits.some(({ when }) => mayMatch(when, sample))) {
    report(place, sampleNotRead, `\`${path}\` is no event of \`${source.id}\` and is not ignored either`, {
      help: 'add it to `emits` or `ignore`',
    });
    return;
  }
  for (const [root, fields] of Object.entries(source.facts)) {
    if (!isThere(root, fields, sample)) continue;
    for (const [name, extraction] of Object.entries(fields)) {
      const written = placeAt(compiled.checking, `${source.reference}/${root}/${name}`);
      const wrong = strangerIn(sampleValue(extraction, sample), fieldOf(`${root}.${name}`, compiled));
      if (wrong === undefined || written === null) continue;
      const message = `\`${root}.${name}\` has no mapping for \`${spell(wrong)}\` (sample \`${path}\`)`;
      report(written, unmappedSample, message, { on: 'key' });
    }
  }
}

/** A comment or request whose id the message does not hold is not in it. */
function isThere(root: string, fields: SourceMapping['facts'][string], sample: Sample): boolean {
  const { id } = fields;
  if (root === 'ticket' || id === undefined) return true;
  const found = sampleValue(id, sample);
  return found.kind !== 'value' || (found.value !== undefined && found.value !== null);
}

function fieldOf(fact: string, { facts }: Compiled): Field | null {
  const resolved = resolveFact(modelScope(facts), fact);
  return resolved.ok ? resolved.fact.field : null;
}

/** Whether a sample matches; what is asked of headers that were not kept may be so. */
function mayMatch(match: PayloadMatch, sample: Sample): boolean {
  return Object.entries(match).every(([place, accepted]) => {
    const [, header] = place.split('header:', 2);
    const found =
      header === undefined ? sampleValue({ kind: 'pointer', pointer: place }, sample) : headerOf(sample, header);
    return found.kind === 'unclear' || (found.value !== undefined && accepted.includes(found.value));
  });
}

/** A value that has no mapping, or that a field with a closed set of values does not take. */
function strangerIn(sampled: Sampled, field: Field | null): Json | undefined {
  if (sampled.kind === 'unmapped') return sampled.value;
  if (sampled.kind === 'unclear' || sampled.value === undefined || sampled.value === null) return undefined;
  const { oneOf, also = {} } = field ?? {};
  if (oneOf === undefined) return undefined;
  const values = Array.isArray(sampled.value) ? (sampled.value as readonly Json[]) : [sampled.value];
  return values.find((one) => !oneOf.includes(one) && !Object.hasOwn(also, spell(one)));
}
