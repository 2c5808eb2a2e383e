import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nestedRoles } from './nested-roles.ts';
import { roleCorpus } from './role-corpus.ts';
import type { RoleCorpus } from './role-corpus.ts';
import { ruleCorpora } from './rule-corpora.ts';

const ruleSizes: { readonly [name: string]: readonly number[] } = {
  selective: [1000, 10_000, 100_000],
  dense: [1000],
  hostile: [1000],
};

/** Writes every corpus that is measured, as JSON, into a folder. Gives the names of the files. */
export function writeCorpora(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  const write = (name: string, corpus: object): void => {
    writeFileSync(join(folder, name), `${JSON.stringify(corpus, null, 1)}\n`);
    written.push(name);
  };
  const writeRoles = (name: string, { roles, ...corpus }: RoleCorpus): void =>
    write(name, { ...corpus, roles: Object.fromEntries(roles) });
  for (const [name, make] of Object.entries(ruleCorpora)) {
    for (const size of ruleSizes[name] ?? []) write(`rules-${name}-${size}.json`, make(size));
  }
  for (const size of [100, 1000, 10_000, 100_000]) writeRoles(`permissions-${size}.json`, roleCorpus(size));
  writeRoles('permissions-owned-1000.json', roleCorpus(1000, 1024, true));
  write('nested-roles-20000.json', nestedRoles(20_000));
  return written;
}
