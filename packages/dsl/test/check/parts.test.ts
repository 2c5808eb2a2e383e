import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@deskbook/policies';
import { parseDuration } from '../../src/check/compile-duration.ts';
import { compileText } from '../../src/check/compile-text.ts';
import { policyAnchors } from '../../src/check/definitions/policy-anchors.ts';
import { placeFor } from './place-for.ts';

describe('lengths of time', () => {
  it.each<[string, number | null]>([
    ['30s', 30_000], ['15m', 900_000], ['4h', 14_400_000], ['2d', 172_800_000], ['1w', 604_800_000], ['1m30s', 90_000], ['1d12h', 129_600_000],
    ['250ms', 250], ['0.5h', 1_800_000], ['0s', 0], ['', null], ['4', null], ['h', null], ['30s1m', null], ['1..5h', null], ['-1h', null],
    ['4 h', null], ['5000d', null], ['8 business hours', null], ['PT4H', null],
  ])('%s is %s ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  }); // prettier-ignore

  it('adds up its parts', () => {
    const part = fc.nat(23);
    fc.assert(
      fc.property(part, part, part, (days, hours, minutes) => {
        expect(parseDuration(`${days}d${hours}h${minutes}m`)).toBe(((days * 24 + hours) * 60 + minutes) * 60_000);
      }),
    );
  });
});

describe('texts', () => {
  const compiled = (raw: Json) => {
    const found: string[] = [];
    const text = compileText(raw, placeFor({ languages: ['en', 'de'], report: ({ name }) => found.push(name) }));
    return { text, found };
  };

  it.each<[Json, object]>([
    ['Hello', { text: { en: 'Hello' }, found: [] }],
    [
      { en: 'Hello', de: 'Hallo' },
      { text: { en: 'Hello', de: 'Hallo' }, found: [] },
    ],
    [{ en: 'Hello' }, { text: { en: 'Hello' }, found: ['missing-translation'] }],
    [{ de: 'Hallo' }, { text: null, found: ['missing-first-language'] }],
    [{ en: 'Hello', de: 'Hallo', fr: 'Salut' }, { found: ['unknown-language'] }],
    [3, { text: null }],
    [{ en: 3 }, { text: null }],
  ])('%j', (raw, expected) => {
    expect(compiled(raw)).toMatchObject(expected);
  });
});

describe('what of a policy can be cited', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'letters in brackets',
      '# Rules\n\n## Who may\n\n(a) One.\n\n(b) Two,\nover two lines.\n',
      ['rules', 'who-may', 'who-may.a', 'who-may.b'],
    ],
    [
      'lists',
      '## Steps\n1. First\n2. Second\n   goes on\n- (c) Third\n* a) Fourth\n',
      ['steps', 'steps.1', 'steps.2', 'steps.c', 'steps.a'],
    ],
    ['accents and signs', '### Größe & Maß (2)\n\na. Ja\n', ['größe-maß-2', 'größe-maß-2.a']],
    ['no heading', '(a) Alone.\n', ['a']],
    ['code is no text', '## A\n```\n## B\n(a) no\n```\n(b) yes\n', ['a', 'a.b']],
    ['plain paragraphs and words', '## A\n\nAnd so on.\ne.g. this\n\n- an item\n', ['a']],
  ])('%s', (_, markdown, anchors) => {
    expect(policyAnchors(markdown)).toMatchObject({ repeated: [] });
    expect(Object.keys(policyAnchors(markdown).anchors)).toEqual(anchors);
  });

  it('keeps the first of two, and gives their text', () => {
    expect(policyAnchors('## A\n\n(a) One,\ntwo.\n\n## A\n\n(a) Three.\n')).toEqual({
      anchors: { a: 'A', 'a.a': 'One, two.' },
      repeated: ['a', 'a.a'],
    });
  });
});
