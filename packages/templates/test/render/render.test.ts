import { describe, expect, it, vi } from 'vitest';
import type { TemplateSource } from '../../src/index.ts';
import { compileTemplate, isSecret, render, renderText, secret } from '../../src/index.ts';

type Options = Partial<Omit<TemplateSource, 'body'>>;

function rendered(body: string, data: object, options: Options = {}) {
  return render(compileTemplate({ body, format: 'text', ...options }), { ...data });
}

function text(body: string, data: object, options: Options = {}): string {
  const result = rendered(body, data, options);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.text;
}

describe('a text', () => {
  it.each<[string, object, string]>([
    ['Hi {{a.b}}', { a: { b: 'x' } }, 'Hi x'],
    ['{{n}} {{z}} {{t}} {{f}} "{{e}}"', { n: 1.5, z: 0, t: true, f: false, e: '' }, '1.5 0 true false ""'],
    ['{{xs}}', { xs: ['a', 1, true] }, 'a, 1, true'],
    ['{{xs.[1]}} {{xs.length}}', { xs: ['a', 'b'] }, 'b 2'],
    ['{{date}}{{list}}{{eq}}', { date: 1, list: 2, eq: 3 }, '123'],
    ['{{#if a}}1{{else if b}}2{{else}}3{{/if}}', { b: true }, '2'],
    ['{{#if xs}}some{{else}}none{{/if}}{{#if n}}n{{/if}}{{#unless a.b.c}}!{{/unless}}', { xs: [], n: 0 }, 'none!'],
    ['{{#each xs as |x i|}}{{i}}={{x.n}} {{/each}}', { xs: [{ n: 'a' }, { n: 'b' }] }, '0=a 1=b '],
    ['{{#each xs}}{{@index}}{{@first}}{{@last}}{{n}}{{../t}} {{/each}}', { xs: [{ n: 'a' }, { n: 'b' }], t: 'T' }, '0truefalseaT 1falsetruebT '],
    ['{{#each xs}}x{{else}}none{{/each}}', { xs: [] }, 'none'],
    ['{{#each o as |v k|}}{{k}}/{{@key}}:{{v}};{{/each}}', { o: { a: 1, b: 2 } }, 'a/a:1;b/b:2;'],
    ['{{#each xs as |x|}}{{#each x.ys as |y|}}{{x.n}}{{y}}{{../n}}{{../../t}} {{/each}}{{/each}}', { xs: [{ n: 1, ys: ['a', 'b'] }], t: 'T' }, '1a1T 1b1T '],
    ['{{#with p as |q|}}{{q.z}}{{z}}{{../t}}{{/with}}', { p: { z: 1 }, t: 2 }, '112'],
    ['{{#with p}}{{z}}{{else}}none{{/with}}', {}, 'none'],
    ['{{#with p}}{{#with this}}{{../../t}}{{/with}}{{/with}}', { p: { t: 1 }, t: 2 }, '2'],
    ['{{default a "none"}}{{default b "none"}}{{default c.d e}}', { b: '', e: 5 }, 'nonenone5'],
    ['{{#if (eq a "x")}}1{{/if}}{{#if (eq n 2)}}2{{/if}}{{#if (eq n "2")}}3{{/if}}', { a: 'x', n: 2 }, '12'],
    ['{{count xs}} {{plural n one="ticket" other="tickets"}} {{plural one one="ticket" other="tickets"}}', { xs: [1, 2], n: 2, one: 1 }, '2 tickets ticket'],
    ['{{#each xs as |x|}}\n- {{x}}\n{{/each}}\nend', { xs: ['a', 'b'] }, '- a\n- b\nend'],
    ['\\{{a}} {{!-- {{b}} --}}{{! c }}x', {}, '{{a}} x'],
  ])('%j', (body, data, expected) => {
    expect(text(body, data)).toBe(expected);
  }); // prettier-ignore

  it.each<[string, object, readonly string[]]>([
    ['{{a}} {{b.c}} {{d.e.f}}', { b: {}, d: 'x' }, ['a', 'b.c', 'd.e.f']],
    ['{{a}}', { a: null }, ['a']],
    ['{{#each xs}}{{/each}}', {}, ['xs']],
    ['{{#each xs as |x|}}{{x.n}}{{/each}}', { xs: [{ n: 1 }, {}] }, ['xs[].n']],
    ['{{#each xs}}{{this}}{{/each}}', { xs: [null] }, ['xs[]']],
    ['{{#with p}}{{z}}{{/with}}', {}, ['p']],
    ['{{#if a.b}}{{a.b.c}}{{/if}}', { a: { b: {} } }, ['a.b.c']],
    ['{{date a}} {{duration b}} {{list c}} {{count d}} {{plural e other="x"}}', {}, ['a', 'b', 'c', 'd', 'e']],
    ['{{#if (eq a "x")}}{{/if}}', {}, ['a']],
    ['{{date a zone=b}}', { a: '2026-01-01' }, ['b']],
    ['{{default a b}}', {}, ['b']],
    ['{{toString}} {{a.hasOwnProperty}} {{a.valueOf}}', { a: {} }, ['a.hasOwnProperty', 'a.valueOf', 'toString']],
  ])('%j says what is absent', (body, data, missing) => {
    expect(rendered(body, data)).toEqual({ ok: false, missing, problems: [] });
  });

  it.each<[string, object, string]>([
    ['{{a}}', { a: { b: 1 } }, '`a` is a record; name one of its fields'],
    ['{{a}}', { a: [{ b: 1 }] }, '`a` is a list of records; go through it with `{{#each}}`'],
    ['{{a}}', { a: [null] }, '`a` is a list of records; go through it with `{{#each}}`'],
    ['{{#each a}}x{{/each}}', { a: 'text' }, 'an `{{#each}}` is about something that is no list'],
    ['{{date a}}', { a: 'tomorrow' }, '`date` cannot write this string'],
    ['{{time a}}', { a: '2026-01-01' }, '`time` cannot write this string'],
    ['{{datetime a}}', { a: '2026-13-45T99:00Z' }, '`datetime` cannot write this string'],
    ['{{date a}}', { a: 5 }, '`date` cannot write this number'],
    ['{{date a zone="Berlin"}}', { a: '2026-01-01T00:00Z' }, '`date` cannot write this string'],
    ['{{date a zone=b}}', { a: '2026-01-01', b: 5 }, '`date` cannot write this string'],
    ['{{duration a}}', { a: -1 }, '`duration` cannot write this number'],
    ['{{duration a}}', { a: '1h' }, '`duration` cannot write this string'],
    ['{{list a}}', { a: 'x' }, '`list` cannot write this string'],
    ['{{list a}}', { a: [{}] }, '`list` cannot write this list'],
    ['{{count a}}', { a: 5 }, '`count` cannot count this number'],
    ['{{plural a other="x"}}', { a: {} }, '`plural` needs a number, not this record'],
    ['{{default a b}}', { b: {} }, '`a helper` is a record; name one of its fields'],
  ])('%j says what is wrong, without showing data', (body, data, problem) => {
    expect(rendered(body, data)).toEqual({ ok: false, missing: [], problems: [problem] });
  });

  it('of what was not compiled there is none', () => {
    const forged = { ...compileTemplate({ body: 'x', format: 'text' }) };
    expect(render(forged, {})).toMatchObject({ problems: ['this template was not compiled here'] });
  });

  it('of a template with errors there is none', () => {
    expect(rendered('{{dat x}}', { x: 1 })).toEqual({ ok: false, missing: [], problems: ['there is no helper `dat`'] });
    expect(rendered('x', {}, { language: 'no such' })).toMatchObject({ problems: ['`no such` is no language'] });
    expect(rendered('x', {}, { zone: 'Mars/Base' })).toMatchObject({ problems: ['there is no time zone `Mars/Base`'] });
  });
});

describe('dates, times, lengths of time and lists', () => {
  const at = '2026-03-27T13:05:00.000Z';

  it.each([
    ['{{date at}}', 'en', 'Europe/Berlin', '27 March 2026'],
    ['{{time at}}', 'en', 'Europe/Berlin', '14:05 (Europe/Berlin)'],
    ['{{datetime at}}', 'en', 'UTC', '27 March 2026, 13:05 (UTC)'],
    ['{{datetime at}}', 'de', 'Europe/Berlin', '27. März 2026, 14:05 (Europe/Berlin)'],
    ['{{datetime at zone="America/New_York"}}', 'de', 'Europe/Berlin', '27. März 2026, 09:05 (America/New_York)'],
    ['{{datetime at}}', 'en-US', 'UTC', 'March 27, 2026, 13:05 (UTC)'],
    ['{{datetime at}}', 'fr', 'UTC', '27 mars 2026, 13:05 (UTC)'],
    ['{{date day}}', 'en', 'Pacific/Kiritimati', '1 March 2026'],
    ['{{date offset}} {{time offset}}', 'en', 'UTC', '1 January 2026 23:30 (UTC)'],
    ['{{time midnight}}', 'en', 'UTC', '00:00 (UTC)'],
    ['{{list people}}', 'en', 'UTC', 'Ann, Bob and Cleo'],
    ['{{list people}}', 'de', 'UTC', 'Ann, Bob und Cleo'],
    ['{{list one}}|{{list none}}', 'en', 'UTC', 'Ann|'],
    ['{{plural two one="Tag" other="Tage"}}', 'de', 'UTC', 'Tage'],
    ['{{plural two one="дня" few="дня" many="дней" other="дня"}} {{plural five few="дня" many="дней" other="?"}}', 'ru', 'UTC', 'дня дней'],
  ])('%j in %s, %s', (body, language, zone, expected) => {
    const data = {
      at,
      day: '2026-03-01',
      offset: '2026-01-02T01:30+02:00',
      midnight: '2026-01-01T00:00Z',
      people: ['Ann', 'Bob', 'Cleo'],
      one: ['Ann'],
      none: [],
      two: 2,
      five: 5,
    };
    expect(text(body, data, { language, zone })).toBe(expected);
  }); // prettier-ignore

  it.each([
    [0, '0 s', '0 Sek.'],
    [59_999, '59 s', '59 Sek.'],
    [60_000, '1 min', '1 Min.'],
    [8_100_000, '2 h 15 min', '2 Std. 15 Min.'],
    [86_400_000, '1 day', '1 Tag'],
    [183_840_000, '2 days 3 h 4 min', '2 Tage 3 Std. 4 Min.'],
  ])('%d ms', (milliseconds, english, german) => {
    expect(text('{{duration n}}', { n: milliseconds })).toBe(english);
    expect(text('{{duration n}}', { n: milliseconds }, { language: 'de-AT' })).toBe(german);
  });
});

describe('partials', () => {
  it('read the same data, whatever stands around them, and keep their indentation', () => {
    const partials = { sig: '-- {{name}}\n{{> firm}}\n', firm: '{{firm}}\n' };
    const body = '{{#each xs as |name|}}\n  {{> sig}}\n{{/each}}\n';
    expect(text(body, { xs: ['x'], name: 'Lena', firm: 'Acme' }, { partials })).toBe('  -- Lena\n  Acme\n');
  });

  it('are escaped as the template is', () => {
    const partials = { sig: '<b>{{name}}</b>' };
    expect(text('{{> sig}}', { name: '<i>' }, { partials, format: 'html' })).toBe('<b>&lt;i&gt;</b>');
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [{}, 'there is no partial `a`'],
    [{ a: '{{> a}}' }, 'partial `a` includes itself: a → a'],
    [{ a: '{{> b}}', b: '{{> c}}', c: '{{> a}}' }, 'partial `a` includes itself: a → b → c → a'],
    [{ a: '{{> b}}' }, 'there is no partial `b`'],
    [{ a: '{{dat x}}' }, 'in partial `a`: there is no helper `dat`'],
    [{ a: '{{> constructor}}' }, 'there is no partial `constructor`'],
  ])('%j are refused', (partials, message) => {
    const { errors } = compileTemplate({ body: 'x {{> a}}', format: 'text', partials });
    expect(errors).toEqual([{ message, start: 6, end: 7 }]);
  });

  it('may be used twice', () => {
    expect(text('{{> a}}{{> a}}{{> b}}', {}, { partials: { a: 'x', b: '{{> a}}' } })).toBe('xxx');
  });
});

describe('secrets', () => {
  it('are shown as a mask wherever they get to', () => {
    const data = JSON.parse(JSON.stringify({ s: secret('vault/db'), xs: [secret('a'), 'b'] })) as object;
    expect(text('{{s}} {{xs}} {{list xs}} {{default s "-"}} {{#if s}}y{{/if}}', data)).toBe(
      '•••• ••••, b •••• and b •••• y',
    );
    expect(isSecret(secret('x'))).toBe(true);
    expect(isSecret({})).toBe(false);
    expect(isSecret(null)).toBe(false);
  });

  it('cannot be looked into', () => {
    expect(compileTemplate({ body: '{{s.$secret}}', format: 'text' }).errors).toHaveLength(1);
    expect(rendered('{{#each s}}{{this}}{{/each}}', { s: secret('vault/db') })).toMatchObject({ ok: false });
  });
});

describe('limits', () => {
  it('stop a text that grows without end', () => {
    const xs = Array.from({ length: 400 }, () => 'x');
    const twice = '{{#each xs}}{{#each ../xs}}';
    expect(rendered(`${twice}x{{/each}}{{/each}}`, { xs })).toMatchObject({
      ok: false,
      problems: ['the loops take more than 100000 rounds'],
    });
    const long = { long: 'x'.repeat(1_500_000) };
    const tooLong = { ok: false, problems: ['the text is longer than 2000000 characters'] };
    expect(rendered('{{long}}', long).ok).toBe(true);
    expect(rendered('{{long}}{{long}}', long)).toMatchObject(tooLong);
    expect(rendered(`{{#each xs}}${'y'.repeat(10_000)}{{/each}}`, { xs })).toMatchObject(tooLong);
  });

  it('stop partials that multiply', () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const partials = Object.fromEntries(
      names.map((name, index) => [name, index === 29 ? 'ha' : `{{> p${index + 1}}}{{> p${index + 1}}}`]),
    );
    expect(rendered('{{> p0}}', {}, { partials }).ok).toBe(false);
  });
});

describe('renderText', () => {
  it('is plain: a link stays a link', () => {
    expect(renderText('{{a}}&{{b}}', { a: 'https://x/?q=1', b: 'y=<2>' })).toEqual({
      ok: true,
      text: 'https://x/?q=1&y=<2>',
    });
    expect(renderText('{{a}} {{c}}', { a: 1 })).toEqual({ ok: false, missing: ['c'], problems: [] });
  });

  it('stays right when many texts come by', () => {
    for (let index = 0; index < 2_100; index += 1) renderText(`${index} {{a}}`, { a: 1 });
    expect(renderText('0 {{a}}', { a: 2 })).toEqual({ ok: true, text: '0 2' });
  });
});

describe('code', () => {
  it('is generated when a template is compiled, and never when it is rendered', () => {
    const bodies = ['{{#each xs as |x|}}{{date x}}{{> p}}{{/each}}', '{{#if (eq a "b")}}{{a}}{{/if}}'];
    const templates = bodies.map((body) => compileTemplate({ body, format: 'html', partials: { p: '{{a}}' } }));
    vi.stubGlobal('Function', () => {
      throw new Error('code was generated');
    });
    try {
      const data = { xs: ['2026-01-01'], a: 'b' };
      expect(templates.map((template) => render(template, data).ok)).toEqual([true, true]);
      expect(() => compileTemplate({ body: '{{new}}', format: 'text' })).toThrow('code was generated');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
