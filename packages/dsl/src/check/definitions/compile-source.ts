import type { Json } from '@deskbook/policies';
import type { Extraction, PayloadMatch, SourceMapping, Verification } from '../../bundle/source-mapping.ts';
import { unsignedMessage } from '../../diagnostics/pages/reference/unsigned-message.ts';
import { unverifiedSource } from '../../diagnostics/pages/analysis/unverified-source.ts';
import type { PayloadMatchShape, SourceShape, VerifyShape } from '../../shape/source.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileMilliseconds } from '../compile-duration.ts';
import { compilePath } from '../compile-path.ts';
import { factScope } from '../fact-scope.ts';
import { isRecord } from '../is-record.ts';
import { at, referenceTo, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { referAmong } from '../refer.ts';
import { refuseDerived } from '../refuse-derived.ts';
import { report } from '../report.ts';
import { compileExtraction } from './compile-extraction.ts';

/** Compiles `kind: source`. */
export function compileSource(definition: Definition, program: Program): SourceMapping {
  const raw = definition.data as unknown as SourceShape;
  const place = placeIn(program.checking, definition, factScope(program.facts));
  const event = at(place, 'event');
  return {
    id: raw.id,
    verify: compileVerify(raw.verify, at(place, 'verify'), program),
    event: {
      id: compileExtraction(raw.event.id, at(event, 'id'), null),
      time: compileExtraction(raw.event.time, at(event, 'time'), null),
      actor: raw.event.actor === undefined ? null : compileExtraction(raw.event.actor, at(event, 'actor'), null),
    },
    emits: raw.emits.map(({ event: type, when }, index) => ({
      event: type,
      when: matchOf(when),
      reference: referenceTo(at(place, 'emits', index)),
    })),
    ignore: several(raw.ignore).map(matchOf),
    facts: compileMappings(raw, place),
    changes: compileChanges(raw, place),
    reference: referenceTo(place),
  };
}

function compileMappings(raw: SourceShape, place: Place): SourceMapping['facts'] {
  const facts: { [root: string]: { [field: string]: Extraction } } = {};
  for (const root of ['ticket', 'comment', 'request'] as const) {
    const written = raw[root];
    if (written === undefined) continue;
    const fields: { [field: string]: Extraction } = {};
    for (const [name, extraction] of Object.entries(written)) {
      const here = at(place, root, name);
      const field = compilePath(`${root}.${name}`, here, 'key');
      refuseDerived(`${root}.${name}`, here, 'key');
      if (field !== null) fields[name] = compileExtraction(extraction, here, field);
    }
    facts[root] = fields;
  }
  return facts;
}

function compileChanges({ changes }: SourceShape, place: Place): SourceMapping['changes'] {
  if (changes === undefined || changes === 'compare') return { kind: 'compare' };
  for (const [vendor, fact] of Object.entries(changes.map)) compilePath(fact, at(place, 'changes', 'map', vendor));
  return { kind: 'each', each: changes.each, field: changes.field, map: changes.map };
}

function compileVerify(raw: VerifyShape, place: Place, program: Program): Verification {
  if (raw.scheme === 'none') {
    report(place, unverifiedSource, 'anybody can send to this webhook', {
      help: 'write how the vendor signs what it sends, if it does',
    });
    return { scheme: 'none', header: '', format: '', over: '', encoding: 'hex', secret: '' };
  }
  referAmong(raw.secret, program.secrets, 'secret', at(place, 'secret'));
  const encoding = raw.encoding ?? (raw.format?.includes('{base64}') === true ? 'base64' : 'hex');
  const verification: Verification = {
    scheme: raw.scheme,
    header: raw.header.toLowerCase(),
    format: raw.format ?? (raw.scheme === 'token' ? '{token}' : `{${encoding}}`),
    over: raw.over ?? '{body}',
    encoding,
    ...timestampOf(raw, place),
    secret: raw.secret,
  };
  checkSigned(verification, place);
  return verification;
}

/** What is compared must depend on the secret, and what is signed on the message and on the time that is looked at. */
function checkSigned({ scheme, format, over, timestamp }: Verification, place: Place): void {
  const signs = scheme === 'token' ? ['{token}'] : ['{hex}', '{base64}'];
  if (!signs.some((sign) => format.includes(sign))) {
    const message = `\`${format}\` says nothing of ${scheme === 'token' ? 'the token' : 'the signature'}, so anybody can send it`;
    report(at(place, 'format'), unsignedMessage, message, { help: `write it with \`${signs.join('` or `')}\`` });
  }
  if (scheme === 'token') return;
  const wanted = ['{body}', ...(timestamp === undefined ? [] : ['{timestamp}'])];
  const unsigned = wanted.find((part) => !over.includes(part));
  if (unsigned === undefined) return;
  report(
    at(place, 'over'),
    unsignedMessage,
    `\`${over}\` leaves \`${unsigned}\` unsigned, so it can be replaced on the way`,
  );
}

function timestampOf(raw: Exclude<VerifyShape, { scheme: 'none' }>, place: Place): Pick<Verification, 'timestamp'> {
  if (raw.timestamp === undefined) return {};
  const tolerance = compileMilliseconds(raw.timestamp.tolerance, at(place, 'timestamp', 'tolerance'));
  return tolerance === null ? {} : { timestamp: { header: raw.timestamp.header.toLowerCase(), tolerance } };
}

/** `{ /a: x }` and `{ /a: { in: [x, y] } }`, both as lists. Header names are compared in lower case. */
function matchOf(raw: PayloadMatchShape | undefined): PayloadMatch {
  const match: { [pointer: string]: readonly Json[] } = {};
  for (const [pointer, value] of Object.entries(raw ?? {})) {
    const key = pointer.startsWith('header:') ? pointer.toLowerCase() : pointer;
    match[key] = isRecord(value) && Array.isArray(value['in']) ? value['in'] : [value];
  }
  return match;
}

function several(raw: SourceShape['ignore']): readonly PayloadMatchShape[] {
  if (raw === undefined) return [];
  return Array.isArray(raw) ? (raw as readonly PayloadMatchShape[]) : [raw as PayloadMatchShape];
}
