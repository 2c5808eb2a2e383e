import { check } from '../check/check.ts';
import type { Checked } from '../check/checked.ts';
import { parse } from '../syntax/parse.ts';
import { readBundleFolder } from './read-bundle-folder.ts';

/**
 * Reads and checks a bundle's folder. `bundle` is null where a diagnostic is an error: what is wrong is in `diagnostics`.
 *
 * @throws FolderError if there is no such folder.
 *
 * @example
 * const { bundle, diagnostics } = await loadBundle('examples/acme-it');
 * if (!bundle) throw new Error(`${diagnostics.length} diagnostics`);
 */
export async function loadBundle(folder: string): Promise<Checked> {
  return check(parse(await readBundleFolder(folder)));
}
