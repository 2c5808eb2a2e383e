import { expect, test } from 'vitest';
import { compileTemplate, render } from '@deskbook/templates';

const long = 250_000;
const template = (format: 'text' | 'html' | 'markdown') =>
  compileTemplate({ body: 'About {{note}}.\n{{note}}\n', format });

test.each([
  ['spaces', ' '],
  ['tabs and spaces', '\t '],
  ['line breaks', '\n'],
  ['markup', '_*`'],
  ['numbers', '1.'],
])('a value of nothing but %s is written in the time its length takes', (_, what) => {
  const note = `x${what.repeat(long / what.length)}x`;
  const before = performance.now();
  for (const format of ['text', 'html', 'markdown'] as const) {
    expect(render(template(format), { note })).toMatchObject({ ok: true });
  }
  expect(performance.now() - before).toBeLessThan(5_000);
});

test('a line break ends no line, whatever stands around it', () => {
  const written = render(template('markdown'), { note: 'one \u0085 \r\n\t# two\u2028- three' });
  expect(written).toEqual({ ok: true, text: 'About one # two - three.\none # two - three\n' });
});
