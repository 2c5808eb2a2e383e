import { diagnosticPages, didYouMean } from '@deskbook/dsl/diagnostics';
import type { DiagnosticPage } from '@deskbook/dsl/diagnostics';
import type { RunCommand } from '../command-input.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';

/** `explain`: the page of one diagnostic by its code or name, or the list of all. */
export const explain: RunCommand = async ({ parameters, options, terminal }) => {
  const wanted = parameters[0];
  const json = options['format'] === 'json';
  if (typeof wanted !== 'string') {
    if (json)
      printJson(
        terminal,
        diagnosticPages.map(({ code, name, severity }) => ({ code, name, severity })),
      );
    else
      terminal.out(
        diagnosticPages.map(({ code, name, severity }) => `${code}  ${severity.padEnd(7)}  ${name}\n`).join(''),
      );
    return exitCode.fine;
  }
  const page = diagnosticPages.find(({ code, name }) => code === wanted.toUpperCase() || name === wanted);
  if (!page) {
    const names = diagnosticPages.map(({ name }) => name);
    throw new WrongUse(
      `no diagnostic is called ${wanted}`,
      didYouMean(wanted, names) ?? '`deskbook explain` lists them all',
    );
  }
  if (json) printJson(terminal, page);
  else terminal.out(pageText(page, terminal.colour));
  return exitCode.fine;
};

function pageText(page: DiagnosticPage, colour: boolean): string {
  const { bold, bad, good, dim } = paint(colour);
  return [
    `${bold(`${page.code} ${page.name}`)} ${dim(`(${page.severity})`)}`,
    '',
    page.page,
    '',
    bad('Not like this:'),
    '',
    example(page.bad),
    '',
    good('Like this:'),
    '',
    example(page.good),
    '',
  ].join('\n');
}

function example(shown: DiagnosticPage['bad']): string {
  if (typeof shown === 'string') return indented(shown);
  return Object.entries(shown)
    .map(([path, text]) => `    # ${path}\n${indented(text)}`)
    .join('\n\n');
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}
