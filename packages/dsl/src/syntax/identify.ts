import type { Json, JsonObject } from '@deskbook/policies';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { kindNotYet } from '../diagnostics/pages/syntax/kind-not-yet.ts';
import { missingId } from '../diagnostics/pages/syntax/missing-id.ts';
import { notADefinition } from '../diagnostics/pages/syntax/not-a-definition.ts';
import { unknownKind } from '../diagnostics/pages/syntax/unknown-kind.ts';
import { quote } from '../diagnostics/quote.ts';
import { report } from '../diagnostics/report.ts';
import { kinds } from './kind.ts';
import type { Kind } from './kind.ts';
import type { SpanIndex } from './syntax.ts';

/** What a document defines. */
export interface Identity {
  readonly kind: Kind;
  readonly id: string;
  readonly data: JsonObject;
}

const laterKinds = new Set(['lifecycle', 'command', 'playbook']);

/** Finds out what a document defines; a diagnostic where it does not say so. */
export function identify(data: Json, spans: SpanIndex, whole: Span): Identity | Diagnostic {
  if (!isObject(data)) {
    const span = firstLine(spans['']?.value ?? whole);
    return report(notADefinition, { span, message: 'this is no definition', help: 'begin with `kind: ` and `id: `' });
  }
  const kind = kindOf(data, spans, whole);
  if (typeof kind !== 'string') return kind;
  const { id } = data;
  if (typeof id === 'string' && id !== '') return { kind, id, data };
  const place = spans['/id'];
  const span = place?.value ?? spans['/kind']?.value ?? whole;
  if (id === undefined)
    return report(missingId, { span, message: `this ${kind} has no \`id\``, help: 'write `id: ` and a name' });
  const message = id === null || id === '' ? 'the `id` is empty' : `the id ${quote(id)} is not a text`;
  const emptySpan = span.end > span.start ? span : (place?.key ?? span);
  return report(missingId, { span: emptySpan, message, help: 'write a name in kebab-case' });
}

function kindOf(data: JsonObject, spans: SpanIndex, whole: Span): Kind | Diagnostic {
  const { kind } = data;
  const span = spans['/kind']?.value ?? spans['']?.value ?? whole;
  if (kind === undefined) {
    return report(unknownKind, {
      span: firstLine(span),
      message: 'this document does not say what it defines',
      help: 'begin it with `kind: `, such as `kind: workflow`',
    });
  }
  if (kind === null) {
    const message = 'the `kind` is empty';
    return report(unknownKind, {
      span: spans['/kind']?.key ?? span,
      message,
      help: `the kinds are ${kinds.join(', ')}`,
    });
  }
  const known = kinds.find((name) => name === kind);
  if (known !== undefined) return known;
  if (typeof kind === 'string' && laterKinds.has(kind)) {
    const message = `the kind ${quote(kind)} belongs to the language, but this version does not have it`;
    return report(kindNotYet, { span, message, help: 'take the definition out' });
  }
  const help = didYouMean(typeof kind === 'string' ? kind : '', kinds) ?? `the kinds are ${kinds.join(', ')}`;
  return report(unknownKind, { span, message: `there is no kind ${quote(kind)}`, help });
}

function firstLine(span: Span): Span {
  return { ...span, end: Math.min(span.end, span.start + 1) };
}

function isObject(data: Json): data is JsonObject {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
