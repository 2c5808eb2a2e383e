import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { compileTemplate, parseTemplate, render } from '../../src/index.ts';

const plain = Handlebars.create();

/** Data in which every name is there wherever one stands, so that texts differ where a name means something else. */
function record(label: string, depth: number): object {
  const inner =
    depth === 0
      ? {}
      : { p: record(`${label}p`, depth - 1), xs: [record(`${label}x`, depth - 1), record(`${label}y`, depth - 1)] };
  return { a: `${label}:a`, b: `${label}:b`, no: false, ...inner };
}
const data = { ...record('r', 4) };

const word = fc.constantFrom('{{a}}', '{{b}}', '{{this.a}}', '{{./b}}', '{{@root.a}}', ' - ', '\n', 'x');

/** Bodies with blocks in each other; `up` is how often `../` still leads somewhere. */
function body(depth: number, up: number, names: readonly string[]): fc.Arbitrary<string> {
  const reach = up === 0 ? word : fc.oneof(word, fc.constant(`{{${'../'.repeat(up)}a}}`), fc.constant('{{../b}}'));
  const named = names.length === 0 ? reach : fc.oneof(reach, fc.constantFrom(...names.map((name) => `{{${name}.a}}`)));
  if (depth === 0) return fc.array(named, { maxLength: 3 }).map((parts) => parts.join(''));
  const name = `n${depth}`;
  const within = body(depth - 1, up + 1, names);
  const withName = body(depth - 1, up + 1, [...names, name]);
  const beside = body(depth - 1, up, names);
  const block = fc.oneof(
    within.map((inner) => `{{#each xs}}${inner}{{@index}}{{/each}}`),
    withName.map((inner) => `{{#each xs as |${name} i${depth}|}}${inner}{{i${depth}}}{{/each}}`),
    within.map((inner) => `{{#with p}}\n${inner}\n{{/with}}`),
    withName.map((inner) => `{{#with p as |${name}|}}${inner}{{/with}}`),
    fc.tuple(beside, beside).map(([one, other]) => `{{#if a}}${one}{{else}}${other}{{/if}}`),
    fc.tuple(beside, beside).map(([one, other]) => `{{#unless a}}${one}{{else if b}}${other}{{/unless}}`),
    beside.map((inner) => `{{#if no}}{{else}}${inner}{{/if}}`),
  );
  return fc.array(fc.oneof(named, block), { maxLength: 4 }).map((parts) => parts.join(''));
}

describe('against Handlebars itself', () => {
  it('names mean the same, however blocks stand in each other', () => {
    fc.assert(
      fc.property(body(3, 0, []), (text) => {
        const expected = plain.compile(text, { noEscape: true })(data);
        expect(render(compileTemplate({ body: text, format: 'text' }), data)).toEqual({ ok: true, text: expected });
      }),
      { numRuns: 300 },
    );
  });

  it('any text at all is read or refused, and never breaks the reader', () => {
    const mark = fc.constantFrom(
      '{{', '}}', '{{{', '}}}', '{{{{', '#if ', '/if', '#each ', '/each', 'else', '^', 'a', 'a.b', '../', 'this', '@index', '> p', '>', '!--', '--',
      ' as |x|', '|', '(', ')', 'date ', '=', '"', "'", '[', ']', '~', '&', '*', '\\', '\n', '\r\n', ' ', '0', 'true', '<p title="', '">', '<', '🙂',
    ); // prettier-ignore
    fc.assert(
      fc.property(
        fc.array(mark, { maxLength: 14 }),
        fc.constantFrom('text', 'html', 'markdown' as const),
        (marks, format) => {
          const text = marks.join('');
          const { errors, variables } = parseTemplate(text, format);
          for (const { start, end } of [...errors, ...variables]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
          const result = render(compileTemplate({ body: text, format, partials: { p: 'x' } }), { a: { b: 'x' } });
          expect(errors.length === 0 || !result.ok).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
