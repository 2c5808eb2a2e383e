import fc from 'fast-check';
import { check } from '@deskbook/dsl';
import { diagnosticPages, exampleFiles } from '@deskbook/dsl/diagnostics';
import { parse } from '@deskbook/dsl/syntax';
import type { SourceText } from '@deskbook/dsl/syntax';
import { expect, test } from 'vitest';
import { checkShape } from '../../src/shape/index.ts';

const piece = fc.constantFrom(
  'kind: ', 'workflow', 'trigger', 'tree', 'id: a', '\n', '\n', '  ', '    ', '- ', ': ', ':', '{', '}', '[', ']', ',', '{{x.y}}',
  "'", '"', '\\b', '#', ' #x', '&a ', '*a', '<<: ', '!!str ', '|', '>-', '---\n', '...\n', '%YAML 1.1\n', '\t', 'yes', '0042',
  '.inf', 'null', '~', '?', 'steps:', 'do: x', 'when: ', 'nodes: ', '\r\n', '\u0000', '\u{FEFF}', 'é', '1e999', '__proto__: ',
); // prettier-ignore

const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

/** What is wrong with how these files are read: nothing, whatever they are. */
function faults(files: readonly SourceText[]): readonly string[] {
  const syntax = parse(files);
  const { diagnostics, definitions } = checkShape(syntax);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const places = [...syntax.diagnostics, ...diagnostics].flatMap(({ span, fixes = [] }) =>
    [span].concat(fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))),
  );
  const astray = places.filter(
    ({ file, start, end }) => !(start >= 0 && start <= end && end <= (texts.get(file)?.length ?? -1)),
  );
  const extra = definitions.filter(
    (definition) => !syntax.definitions.some((written) => written.spans === definition.spans),
  );
  return [...astray.map((span) => JSON.stringify(span)), ...extra.map(({ id }) => id)];
}

test.each(['a.yaml', 'a.de.hbs', 'policies/a.md'])('nothing anybody writes into %s throws', (path) => {
  fc.assert(
    fc.property(soup, (text) => {
      expect(faults([{ path, text }])).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('front matter of anything does not throw', () => {
  fc.assert(
    fc.property(soup, (text) => {
      expect(faults([{ path: 'a.hbs', text: `---\n${text}\n---\nbody` }])).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('examples with a piece cut out, doubled or put in do not throw, and are said to be wrong or are right', () => {
  const examples = diagnosticPages.map(({ good }) => exampleFiles(good));
  fc.assert(
    fc.property(fc.constantFrom(...examples), fc.nat(), fc.nat(12), piece, (files, at, length, put) => {
      const broken = files.map((file, index) => {
        if (index !== files.length - 1) return file;
        const start = at % (file.text.length + 1);
        return { ...file, text: file.text.slice(0, start) + put + file.text.slice(start + length) };
      });
      expect(faults(broken)).toEqual([]);
      const { bundle, diagnostics } = check(parse(broken));
      expect(bundle === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
    }),
    { numRuns: 300 },
  );
});
