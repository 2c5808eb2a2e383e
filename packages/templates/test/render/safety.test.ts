import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { compileTemplate, render } from '../../src/index.ts';

/** Texts with everything in them that could mean something to a template, a page or Markdown. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '{{a}}', '{{{a}}}', '{{#each a}}', '{{/if}}', '{{> p}}', '\\{{', '<script>', '</td>', '"', "'", '`', '&lt;', '=', '<', '>',
        '# ', '- ', '1. ', '1) ', '***', '---', '===', '[x](y)', '![x](y)', '|', '\n', '\r\n', '\n\n', '    ', '~~', '_', '\u2028', 'word',
        '<https://evil>', 'javascript:', '__proto__', '+', '$&', '$1', '\\',
      ), // prettier-ignore
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

function write(body: string, format: 'text' | 'html' | 'markdown', data: object): string {
  const result = render(compileTemplate({ body, format }), { ...data });
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.text;
}

describe('data is data', () => {
  it('in plain text it comes out as it went in, and is never read as a template', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const text = write('{{a}}|{{#each xs as |x|}}{{x.y}}{{/each}}|{{default z a}}', 'text', {
          a: one,
          xs: [{ y: other }],
        });
        expect(text).toBe(`${one}|${other}|${one}`);
      }),
    );
  });

  it('in HTML it can be nothing but text, in a page and in an attribute', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const html = write('<p title="{{a}}">{{a}}</p>', 'html', { a: value });
        const inside = /^<p title="([^<>"'`=]*)">([^<>"'`=]*)<\/p>$/u.exec(html);
        expect(inside?.[1]).toBe(inside?.[2]);
        expect(unescape(inside?.[2] ?? '')).toBe(value);
      }),
    );
  });

  it('in HTML an ampersand of the data is one of the text', () => {
    expect(write('{{a}}', 'html', { a: '&lt;b&gt;' })).toBe('&amp;lt;b&amp;gt;');
  });

  it('in Markdown it stays on its line and starts nothing', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('{{a}}', '- {{a}}', '| {{a}} | x |', 'word {{a}}'), (value, body) => {
        const markdown = write(body, 'markdown', { a: value });
        expect(markdown).not.toMatch(/[\r\n\u2028\u2029\u0085\v\f]/u);
        const [before = '', after = ''] = body.split('{{a}}');
        const shown = markdown.slice(before.length, markdown.length - after.length);
        expect(shown).not.toMatch(/(?<!\\)(?:\\\\)*[`*[\]<>|~&]/u);
        const starts = /^(?:#{1,6}(?:\s|$)|[-+=](?:.|$)|\d+[.)](?:\s|$)|>)/u;
        expect(before.includes('word') || !starts.test(shown)).toBe(true);
      }),
    );
  });

  it('in Markdown without its backslashes it is the text again', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const shown = write('{{a}}', 'markdown', { a: value });
        const plain = shown.replace(/\\([!-/:-@[-`{-~])/gu, '$1');
        expect(plain.replace(/\s+/gu, ' ').trim()).toBe(value.replace(/[\s\u0085]+/gu, ' ').trim());
      }),
    );
  });

  it('a record with a forged name or a forged mark is no more than data', () => {
    const data = JSON.parse(
      '{ "__proto__": { "polluted": "yes" }, "a": { "$secret": "mine" }, "toJSON": "x" }',
    ) as object;
    expect(write('{{a}}{{toJSON}}', 'text', data)).toBe('••••x');
    expect(render(compileTemplate({ body: '{{polluted}}', format: 'text' }), { ...data })).toMatchObject({
      missing: ['polluted'],
    });
  });

  it('what lies on a prototype is not there, and nobody is told on the console', () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    class Person {
      get name(): string {
        return 'inherited';
      }
    }
    const result = render(compileTemplate({ body: '{{p.name}}{{p.toString}}', format: 'text' }), { p: new Person() });
    expect(result).toEqual({ ok: false, missing: ['p.name', 'p.toString'], problems: [] });
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  it('nothing in the data can stand in for a helper', () => {
    const data = { date: () => 'called', list: () => 'called', xs: [1, 2], helperMissing: () => 'called' };
    expect(write('{{list xs}}', 'text', data)).toBe('1 and 2');
    expect(render(compileTemplate({ body: '{{date}}', format: 'text' }), data)).toMatchObject({ ok: false });
  });
});

describe('links', () => {
  const page = (link: unknown) =>
    render(compileTemplate({ body: '<a href="{{link}}">x</a>', format: 'html' }), { link });

  it.each(['https://acme.example/t/1?a=1&b=2', 'http://acme.example', 'mailto:it@acme.example'])(
    '%s leads on',
    (link) => {
      expect(page(link).ok).toBe(true);
    },
  );

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'https:// x',
    '//evil',
    'vbscript:x',
    '',
    5,
    ['https://x'],
  ])('%j does not', (link) => {
    expect(page(link)).toEqual({ ok: false, missing: [], problems: ['`link` is no web or mail address'] });
  });

  it('an absent one is absent, and one made by a helper is checked too', () => {
    expect(page(null)).toEqual({ ok: false, missing: ['link'], problems: [] });
    const made = compileTemplate({ body: '<a href="{{default link "https://x"}}">x</a>', format: 'html' });
    expect(render(made, {})).toMatchObject({ ok: true });
    expect(render(made, { link: 'javascript:x' })).toMatchObject({ problems: ['`a link` is no web or mail address'] });
  });
});

function unescape(html: string): string {
  const entities: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#x27': "'",
    '#x60': '`',
    '#x3D': '=',
  };
  return html.replace(/&([^;]+);/gu, (whole, name: string) => entities[name] ?? whole);
}
