import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Fixtures } from '@deskbook/dsl/bundle';
import type { Json, JsonObject } from '@deskbook/policies';
import { WrongUse } from '../output/exit-code.ts';
import type { OpenedBundle } from './open-bundle.ts';
import { readResilience } from './resilience-settings.ts';
import type { ResilienceSettings } from './resilience-settings.ts';
import { readTextFile } from './read-json-file.ts';

/** `desk.yaml`: how this bundle's ports are bound here. It is no part of the bundle or its hash. */
export interface DeskConfiguration {
  /** Fixtures that stand in for the world. */
  readonly fixtures: readonly Fixtures[];
  /** Overrides of the bundle's `values`. */
  readonly values: JsonObject;
  /** Secrets come from environment variables with this prefix where fixtures have none. */
  readonly secretsPrefix: string;
  /** How the systems behind it are guarded. */
  readonly resilience: ResilienceSettings;
}

const known = ['fixtures', 'values', 'secrets', 'resilience'];

/** Reads `desk.yaml` beside a bundle; without one, the desk has no ports but the bundle's own fixtures. */
export function readDeskConfiguration({ folder, checked }: OpenedBundle): DeskConfiguration {
  const path = join(folder, 'desk.yaml');
  const written = existsSync(path) ? record(parse(readTextFile(path), { maxAliasCount: 0 }) as Json, path) : {};
  const unknown = Object.keys(written).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new WrongUse(`${path} has no setting \`${unknown}\``, `it may have ${known.join(', ')}`);
  const ids = written['fixtures'] === undefined ? Object.keys(checked.fixtures) : list(written['fixtures'], path);
  const fixtures = ids.map((id) => {
    const found = Object.hasOwn(checked.fixtures, id) ? checked.fixtures[id] : undefined;
    if (!found)
      throw new WrongUse(
        `${path}: there are no fixtures \`${id}\``,
        `there are ${Object.keys(checked.fixtures).join(', ')}`,
      );
    return found;
  });
  const secrets = record(written['secrets'] ?? {}, path)['environment'];
  return {
    fixtures,
    values: record(written['values'] ?? {}, path),
    resilience: readResilience(record(written['resilience'] ?? {}, path), path),
    secretsPrefix: typeof secrets === 'string' ? secrets : 'DESKBOOK_SECRET_',
  };
}

function record(value: Json, path: string): JsonObject {
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new WrongUse(`${path} is not a mapping`);
  return value as JsonObject;
}

function list(value: Json, path: string): readonly string[] {
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw new WrongUse(`${path}: \`fixtures\` is a list of ids`);
}
