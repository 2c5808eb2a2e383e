import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { diagnosticPages, exampleFiles } from '../../src/diagnostics/index.ts';
import { parse } from '../../src/syntax/index.ts';

const stages = ['DB3', 'DB6', 'DB7', 'DB80'];
const pages = diagnosticPages.filter(({ code }) => stages.some((stage) => code.startsWith(stage)));

describe('the pages of references, types, templates, tests and analysis', () => {
  it('has pages at all, with a code of their own each', () => {
    expect(pages.length).toBeGreaterThan(40);
    expect(new Set(pages.map(({ code }) => code)).size).toBe(pages.length);
    expect(new Set(pages.map(({ name }) => name)).size).toBe(pages.length);
  });

  it.each(pages.map((page) => [`${page.code} ${page.name}`, page] as const))(
    '%s: the bad example has it and no other',
    (_, page) => {
      const { diagnostics } = check(parse(exampleFiles(page.bad)));
      const errors = diagnostics.filter(({ code, severity }) => code === page.code || severity === 'error');
      expect(errors.map(({ code, severity }) => `${code} ${severity}`)).toEqual(
        errors.map(() => `${page.code} ${page.severity}`),
      );
      expect(errors).not.toEqual([]);
    },
  );

  it.each(pages.map((page) => [`${page.code} ${page.name}`, page] as const))(
    '%s: the good example is a bundle without it',
    (_, page) => {
      const { bundle, diagnostics } = check(parse(exampleFiles(page.good)));
      expect(diagnostics.filter(({ code, severity }) => code === page.code || severity === 'error')).toEqual([]);
      expect(bundle?.hash).toMatch(/^[0-9a-f]{64}$/);
    },
  );
});
