import { inOrder, report } from '@deskbook/dsl/diagnostics';
import type { Diagnostic, DiagnosticPage, Severity } from '@deskbook/dsl/diagnostics';
import { expect, test } from 'vitest';

function diagnostic(file: string, start: number, code = 'DB1000', severity: Severity = 'error'): Diagnostic {
  return { code, name: 'n', severity, message: `${code} at ${start}`, span: { file, start, end: start + 1 } };
}

test('by file, place and code, and nothing twice', () => {
  const written = [
    diagnostic('b', 1),
    diagnostic('a', 9),
    diagnostic('a', 2, 'DB2'),
    diagnostic('a', 2, 'DB1'),
    diagnostic('b', 1),
  ];
  expect(inOrder(written).map(({ span, code }) => `${span.file}${span.start}${code}`)).toEqual([
    'a2DB1',
    'a2DB2',
    'a9DB1000',
    'b1DB1000',
  ]);
});

test('a warning gives way to an error at its very place', () => {
  const warning = diagnostic('a', 1, 'DB1007', 'warning');
  expect(inOrder([warning, diagnostic('a', 1)])).toEqual([diagnostic('a', 1)]);
  expect(inOrder([warning, diagnostic('a', 2)])).toEqual([warning, diagnostic('a', 2)]);
});

const page: DiagnosticPage = { code: 'DB1', name: 'n', severity: 'warning', page: 'P.', bad: '', good: '' };
const span = { file: 'a', start: 0, end: 1 };

test('a report has what its page and its finding say, and no empty parts', () => {
  expect(report(page, { span, message: 'm', help: null, related: [], fixes: [] })).toEqual({
    code: 'DB1',
    name: 'n',
    severity: 'warning',
    message: 'm',
    span,
  });
  expect(report(page, { span, message: 'm', help: 'h', severity: 'error' })).toMatchObject({
    severity: 'error',
    help: 'h',
  });
});
