import { check, exampleFiles, parse } from '@deskbook/dsl';
import type { Checked, Diagnostic } from '@deskbook/dsl';
import { codeBlocks } from './code-blocks.ts';
import type { CodeBlock } from './code-blocks.ts';
import { wrapFragment } from './wrap-fragment.ts';

/** What of a page is part of a bundle, and what is shown because it is wrong. */
export interface Page {
  readonly sound: readonly CodeBlock[];
  readonly wrong: readonly CodeBlock[];
}

/** Reads a page. Blocks of YAML, and blocks with a `file=`, are definitions; one with `error=` or `warning=` is wrong on purpose. */
export function readPage(path: string): Page {
  const blocks = codeBlocks(path).filter(({ language, marks }) => language === 'yaml' || marks.has('file'));
  const isWrong = ({ marks }: CodeBlock): boolean => marks.has('error') || marks.has('warning');
  return { sound: blocks.filter((block) => !isWrong(block)), wrong: blocks.filter(isWrong) };
}

/** The name of the file a block stands for. */
export function fileOf(block: CodeBlock): string {
  return block.marks.get('file') ?? `line-${block.line}.yaml`;
}

/** Checks every sound block of a page as one bundle, with more blocks if they are given. */
export function checkPage(page: Page, more: readonly CodeBlock[] = []): readonly Diagnostic[] {
  return compilePage(page, more).diagnostics;
}

/** The bundle that the sound blocks of a page are. */
export function compilePage(page: Page, more: readonly CodeBlock[] = []): Checked {
  const files = [...page.sound, ...more].map((block) => [fileOf(block), wrapFragment(block)] as const);
  return check(parse(exampleFiles(Object.fromEntries(files))));
}
