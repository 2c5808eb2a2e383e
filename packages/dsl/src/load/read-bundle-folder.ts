import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { longestFile } from '../syntax/limits.ts';
import type { SourceText } from '../syntax/source-text.ts';

const read = /\.(?:ya?ml|hbs|md|json|ics)$/u;
const skipped = /^(?:\.|node_modules$)/u;

/** A character of UTF-8 takes four bytes at most. */
const mostBytes = longestFile * 4;

/** A folder that could not be read as a bundle at all. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

/**
 * Reads the files of a bundle's folder, and of the folders in it: YAML, templates, Markdown, and what `parse` leaves alone: JSON
 * (payloads) and iCalendar files; sorted by path. Names that begin with a dot and `node_modules` are passed over. A file that cannot be
 * read is there with the reason, which `parse` reports. Nothing outside the folder is read: links that lead out are refused.
 *
 * @throws {@link FolderError} if there is no such folder.
 * @example
 * const syntax = parse(await readBundleFolder('examples/acme-it'));
 */
export async function readBundleFolder(folder: string): Promise<readonly SourceText[]> {
  const root = await realpath(folder).catch(() => null);
  if (root === null || !(await stat(root)).isDirectory()) throw new FolderError(`there is no folder ${folder}`);
  const paths = await pathsIn(root, '');
  return await Promise.all(paths.toSorted().map((path) => readSource(root, path)));
}

async function pathsIn(root: string, within: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, within), { withFileTypes: true });
  const wanted = entries.filter(({ name }) => !skipped.test(name));
  const paths = await Promise.all(
    wanted.map(async (entry) => {
      const path = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isDirectory()) return await pathsIn(root, path);
      return read.test(entry.name) ? [path] : [];
    }),
  );
  return paths.flat();
}

async function readSource(root: string, path: string): Promise<SourceText> {
  const target = await realpath(join(root, path)).catch(() => null);
  if (target === null) return { path, text: '', unreadable: 'it is a link to nothing' };
  if (!target.startsWith(root.endsWith(sep) ? root : root + sep)) {
    return { path, text: '', unreadable: 'it is a link out of the folder' };
  }
  try {
    const { size } = await stat(target);
    if (size > mostBytes) return { path, text: '', unreadable: `it has ${size} bytes` };
    return { path, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readFile(target)) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { path, text: '', unreadable: `the system says ${code}` };
  }
}
