import type { Json } from '@deskbook/policies';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { identify } from './identify.ts';
import type { ParsedFile } from './parsed-file.ts';
import type { SourceText } from './source-text.ts';
import { readYaml } from './yaml/read-yaml.ts';
import type { YamlDocument } from './yaml/read-yaml.ts';

/** Parses a file of YAML: one definition a document. */
export function parseYamlFile(file: SourceText): ParsedFile {
  const { documents, diagnostics } = readYaml(file.path, file.text, 0);
  const parsed: ParsedFile = { definitions: [], failed: [], diagnostics: [...diagnostics] };
  for (const document of documents) take(file, document, parsed);
  return parsed;
}

function take(file: SourceText, document: YamlDocument, parsed: ParsedFile): void {
  const whole = { file: file.path, start: 0, end: Math.min(1, file.text.length) };
  const identity = identify(document.data, document.spans, whole);
  if ('kind' in identity) {
    const { kind, id, data } = identity;
    if (document.sound) parsed.definitions.push({ kind, id, file: file.path, data, spans: document.spans });
    else parsed.failed.push({ kind, id, file: file.path });
  } else if (document.sound && !explained(document.data, parsed.diagnostics, identity)) {
    parsed.diagnostics.push(identity);
  }
}

/** An empty `kind` or a broken `id` that another diagnostic already explains is not complained of twice. */
function explained(data: Json, diagnostics: readonly Diagnostic[], own: Diagnostic): boolean {
  return (
    data !== null && diagnostics.some(({ span, severity }) => severity === 'error' && span.start === own.span.start)
  );
}
