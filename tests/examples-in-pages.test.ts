import { describe, expect, test } from 'vitest';
import { codeBlocks } from './reference/code-blocks.ts';
import { runExamples, withAssertions } from './reference/run-examples.ts';
import { inRoot } from './scene/deskbook.ts';

/** Pages whose examples say what comes out, with how many results each of them shows. Where examples build on each other they are one. */
const pages: readonly { readonly page: string; readonly results: readonly number[]; readonly isOne?: true }[] = [
  { page: 'packages/templates/README.md', results: [6, 4, 2] },
  { page: 'packages/policies/README.md', results: [4, 3, 3, 2] },
  { page: 'docs/guides/calendars-and-slas.md', results: [4, 3, 4] },
  { page: 'docs/guides/embed-policies.md', results: [18], isOne: true },
  { page: 'docs/guides/permissions.md', results: [29], isOne: true },
];

describe.each(pages)('$page', ({ page, results, isOne }) => {
  const blocks = codeBlocks(inRoot(page)).flatMap(({ language, text }) => (/^[jt]s$/.test(language) ? [text] : []));
  const examples = isOne === true ? [blocks.join('\n')] : blocks;

  test('shows results', () => {
    expect(examples.map((code) => withAssertions(code).split('assert.deepEqual').length - 1)).toEqual(results);
  });

  test('shows what is so, and would not pass for anything else', () => {
    const others = examples.map((code) => code.replace(/; \/\/ .+/, '; // "something else"'));
    const thrown = runExamples([...examples, ...others]);
    expect(thrown.slice(0, examples.length)).toEqual(examples.map(() => null));
    expect(thrown.slice(examples.length)).toEqual(others.map(() => expect.stringContaining('something else')));
  });
});
