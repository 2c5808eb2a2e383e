import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../src/parse/index.ts';

describe('splitFrontMatter', () => {
  it.each([
    ['---\nid: a\n---\nHi\n', 'id: a\n', 'Hi\n'],
    ['---\r\nid: a\r\n---\r\nHi', 'id: a\r\n', 'Hi'],
    ['---\rid: a\r---\rHi', 'id: a\r', 'Hi'],
    ['\uFEFF---\nid: a\n---\nHi', 'id: a\n', 'Hi'],
    ['---  \nid: a\n---\t\nHi', 'id: a\n', 'Hi'],
    ['---\n---\nHi', '', 'Hi'],
    ['---\nid: a\n---', 'id: a\n', ''],
    ['---\na: "x\n  --- y"\n---\nHi --- \n---\n', 'a: "x\n  --- y"\n', 'Hi --- \n---\n'],
    ['---\nstyle: ----\n----\n---\nHi', 'style: ----\n----\n', 'Hi'],
  ])('cuts %j', (text, frontMatter, body) => {
    const cut = splitFrontMatter(text);
    expect(cut.frontMatter?.text).toBe(frontMatter);
    expect(cut.body.text).toBe(body);
  });

  it.each(['Hi', '', ' ---\nid: a\n---\n', '----\nid: a\n---\n', '---\nid: a\n', '\n---\nid: a\n---\n'])(
    'leaves %j whole',
    (text) => {
      expect(splitFrontMatter(text)).toEqual({ frontMatter: null, body: { text, offset: 0 } });
    },
  );

  it('offsets find the parts in the file', () => {
    const part = fc.constantFrom('---', '\n', '\r\n', 'é', '🙂', 'id: a', ' ');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const { frontMatter, body } = splitFrontMatter(text);
        for (const stretch of frontMatter === null ? [body] : [frontMatter, body]) {
          expect(text.startsWith(stretch.text, stretch.offset)).toBe(true);
        }
        expect(text.endsWith(body.text)).toBe(true);
      }),
    );
  });
});
