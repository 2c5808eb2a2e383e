import { existsSync, statSync } from 'node:fs';
import { WrongUse } from '../output/exit-code.ts';
import { textOption } from './text-option.ts';

/** The store a command looks at: given with `--store`, or in the place of the bundle. */
export function storeNamed(store: unknown, bundle: unknown): string {
  const path = textOption(store) ?? String(bundle);
  if (existsSync(path) && statSync(path).isDirectory())
    throw new WrongUse('which store is missing', 'name it with --store');
  return path;
}

/** The store something is said to: beside the bundle, by which it is decided. */
export function storeToSay(store: unknown): string {
  const path = textOption(store);
  if (path === undefined)
    throw new WrongUse('which store is missing', 'to say something takes the bundle, and the store with --store');
  return path;
}
