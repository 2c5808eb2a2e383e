import type { Checked } from '../../src/check/checked.ts';
import { check } from '../../src/check/check.ts';
import { exampleFiles, type Example } from '../../src/diagnostics/index.ts';
import { parse } from '../../src/syntax/index.ts';

/** Checks files; where there is no `bundle` among them, the smallest one is added. */
export function checkFiles(files: Example): Checked {
  return check(parse(exampleFiles(files)));
}

/** What is wrong with files, one line a diagnostic: `name: message (help)`. */
export function mistakesIn(files: Example): readonly string[] {
  return checkFiles(files).diagnostics.map(
    ({ name, message, help }) => `${name}: ${message}${help === undefined ? '' : ` (${help})`}`,
  );
}
