import { check } from '@deskbook/dsl';
import { diagnosticPages, exampleFiles, findPage } from '@deskbook/dsl/diagnostics';
import type { Diagnostic, DiagnosticPage, Example } from '@deskbook/dsl/diagnostics';
import { parse } from '@deskbook/dsl/syntax';
import { describe, expect, test } from 'vitest';
import { checkShape } from '../../src/shape/index.ts';

function diagnose(example: Example): readonly Diagnostic[] {
  return check(parse(exampleFiles(example))).diagnostics;
}

function codes(example: Example): readonly string[] {
  return diagnose(example).map(({ code }) => code);
}

describe.each(diagnosticPages.map((page) => [page.code, page.name, page] as const))('%s %s', (code, name, page) => {
  test('its bad example yields it', () => {
    expect(codes(page.bad)).toContain(code);
  });

  test('its good example does not', () => {
    expect(codes(page.good)).not.toContain(code);
  });

  test('every diagnostic follows the style', () => {
    expect(diagnose(page.bad).flatMap((diagnostic) => faults(diagnostic, page))).toEqual([]);
  });

  test('is found by code and by name', () => {
    expect(findPage(code.toLowerCase())).toBe(page);
    expect(findPage(name)).toBe(page);
  });
});

/** How a diagnostic departs from the style of messages. */
function faults({ message, span, help = '' }: Diagnostic, page: DiagnosticPage): readonly string[] {
  const file = exampleFiles(page.bad).find(({ path }) => path === span.file);
  const isPlace = span.start <= span.end && span.end <= (file?.text.length ?? -1);
  return [
    /\.$|\n|^[A-Z][a-z]/u.test(message) ? `not one lower-case sentence: ${message}` : '',
    /\b(?:ajv|schema|undefined|object Object)\b/iu.test(message) ? `names an implementation: ${message}` : '',
    /\.$|\n/u.test(help) ? `not one sentence: ${help}` : '',
    isPlace ? '' : `no place: ${JSON.stringify(span)}`,
  ].filter((fault) => fault !== '');
}

const early = diagnosticPages.filter(({ code }) => /^DB[12]/u.test(code));

describe.each(early.map((page) => [page.code, page] as const))('of text and shape: %s', (code, page) => {
  const found = (example: Example): readonly string[] => {
    const syntax = parse(exampleFiles(example));
    return [...syntax.diagnostics, ...checkShape(syntax).diagnostics].map((diagnostic) => diagnostic.code);
  };

  test('the bad example has this mistake and no other', () => {
    const others = found(page.bad).filter((other) => other !== code);
    expect(others.filter((other) => page.name !== 'too-many-diagnostics' || other !== 'DB1008')).toEqual([]);
  });

  test('the good example has none', () => {
    expect(found(page.good)).toEqual([]);
  });
});

describe('the register', () => {
  test('gives each code and name once, in order', () => {
    const all = diagnosticPages.map(({ code }) => code);
    expect(all).toEqual([...new Set(all)].toSorted());
    expect(new Set(diagnosticPages.map(({ name }) => name)).size).toBe(diagnosticPages.length);
  });

  test.each(diagnosticPages.map((page) => [page.code, page] as const))('%s is well formed', (_, page) => {
    expect(page.code).toMatch(/^DB[1-9][0-9]{3}$/u);
    expect(page.name).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
    expect(page.page).toMatch(/^[A-Z`].*\.$/su);
    expect(page.page).not.toContain('\n');
  });

  test('knows no other codes', () => {
    expect(findPage('DB0000')).toBeNull();
  });
});
