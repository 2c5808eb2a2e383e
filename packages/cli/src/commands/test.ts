import { readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { runBundleTest } from '@deskbook/core/testing';
import { lineAndColumn } from '@deskbook/dsl/syntax';
import type { RunCommand } from '../command-input.ts';
import { textOption } from '../input/text-option.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import type { OpenedBundle } from '../input/open-bundle.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import type { Terminal } from '../output/terminal.ts';
import { printJson } from '../output/print-json.ts';
import type { TimedResult } from '../output/timed-result.ts';
import { toJunit } from '../output/to-junit.ts';

/** `test`: runs the tests of every bundle named. A failing test ends with 1; so does a filter that leaves none. */
export const test: RunCommand = async ({ parameters, options, terminal }) => {
  const results: TimedResult[] = [];
  const pretty = options['format'] === 'pretty';
  for (const folder of parameters[0] as readonly string[]) {
    const opened = await openBundleFolder(folder, terminal);
    const wanted = textOption(options['filter']) ?? '';
    const chosen = opened.checked.tests.filter(({ id }) => id.includes(wanted));
    const width = Math.max(0, ...chosen.map(({ id }) => id.length));
    for (const [index, definition] of chosen.entries()) {
      terminal.progress?.(`${index + 1} of ${chosen.length}  ${definition.id}`);
      const started = performance.now();
      const result = await runBundleTest({
        bundle: opened.bundle,
        test: definition,
        fixtures: opened.checked.fixtures,
        readPayload: (path) => readInside(folder, path),
      });
      const timed = {
        ...result,
        bundle: folder,
        milliseconds: Math.round(performance.now() - started),
        lines: result.failures.map(({ pointer }) => lineOf(opened, definition.file, definition.id, pointer)),
      };
      results.push(timed);
      if (pretty) print(terminal, timed, width);
    }
  }
  terminal.progress?.(null);
  if (results.length === 0) throw new WrongUse('no test is left to run');
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  if (options['format'] === 'json') printJson(terminal, { passed: results.length - failed, failed, tests: results });
  else if (options['format'] === 'junit') terminal.out(toJunit(results));
  else terminal.out(`\n${results.length - failed} passed, ${failed} failed\n`);
  return failed > 0 ? exitCode.findings : exitCode.fine;
};

function print(
  terminal: Terminal,
  { id, title, file, bundle, milliseconds, failures, lines, unusedMocks }: TimedResult,
  width: number,
): void {
  const { good, bad, dim, bold, warn } = paint(terminal.colour);
  terminal.out(
    `${failures.length === 0 ? good('✓') : bad('✗')} ${bold(id.padEnd(width))}  ${title} ${dim(`${milliseconds} ms`)}\n`,
  );
  for (const [index, { message, differences }] of failures.entries()) {
    terminal.out(`    ${bad(message)} ${dim(`${join(bundle, file)}:${lines[index] ?? 1}`)}\n`);
    for (const { path, expected, actual } of differences)
      terminal.out(
        `      ${path.slice(1)}\n        expected ${JSON.stringify(expected)}\n        got      ${actual === undefined ? 'nothing' : JSON.stringify(actual)}\n`,
      );
  }
  for (const mock of unusedMocks) terminal.out(`    ${warn(`mock \`${mock}\` was never called`)}\n`);
}

/** The line of a pointer in a test's file; its first where the pointer is not found. */
function lineOf({ texts, syntax }: OpenedBundle, file: string, id: string, pointer: string): number {
  const definition = syntax.definitions.find((each) => each.kind === 'test' && each.id === id);
  const span = definition?.spans[pointer]?.value;
  const source = texts.find(({ path }) => path === file);
  return span && source ? lineAndColumn(source.text, span.start).line : 1;
}

/** A payload inside the bundle's folder, and nowhere else: links out of it are not followed. */
function readInside(folder: string, path: string): string {
  const root = realpathSync(folder);
  let real: string;
  try {
    real = realpathSync(join(root, path));
  } catch {
    throw new WrongUse(`a test names ${path}, which is not in ${folder}`);
  }
  if (!real.startsWith(root + sep)) throw new WrongUse(`a test names ${path}, which is not in ${folder}`);
  return readFileSync(real, 'utf8');
}
