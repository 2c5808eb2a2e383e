import type { Json, JsonObject } from '@deskbook/policies';
import type { Definition } from '../../../syntax/syntax.ts';
import { isRecord } from '../../is-record.ts';
import { decided } from './decision-outcomes.ts';

/** How a `decide` step can end, read off the decision as written, because bodies are compiled without each other's results. */
export function decisionResults(definition: Definition): readonly string[] {
  const sets = definition.data['sets'];
  const classifies = Array.isArray(sets)
    ? sets.includes('decision')
    : isRecord(sets) && Object.hasOwn(sets, 'decision');
  const results = classifies ? writtenResults(definition.data) : [decided];
  const rules = listOf(definition.data['rules']);
  if (!rules.some((rule) => isRecord(rule) && rule['otherwise'] === true))
    results.push(classifies ? 'DENIED' : 'no_rule');
  if (definition.data['table'] !== undefined || rules.some(canBeUndecided)) results.push('MISSING');
  return [...new Set(results)];
}

function writtenResults(data: JsonObject): string[] {
  const ruled = listOf(data['rules']).map((rule) =>
    isRecord(rule) && isRecord(rule['then']) ? rule['then']['decision'] : null,
  );
  return [...ruled, ...tabled(data['table'])].filter((value) => typeof value === 'string');
}

function tabled(table: Json | undefined): readonly (Json | undefined)[] {
  if (!isRecord(table)) return [];
  const column = listOf(table['columns']).indexOf('decision');
  return listOf(table['rows'])
    .flatMap((row) => (isRecord(row) ? Object.values(row) : []))
    .map((cells) => listOf(cells)[column]);
}

function canBeUndecided(rule: Json): boolean {
  return isRecord(rule) && rule['when'] !== undefined && !onlyKnown(rule['when']);
}

/** Whether a condition asks only whether values are known, which is always decided. */
function onlyKnown(raw: Json): boolean {
  if (Array.isArray(raw)) return raw.every(onlyKnown);
  if (!isRecord(raw)) return false;
  return Object.entries(raw).every(([key, value]) =>
    ['any', 'all', 'not'].includes(key)
      ? onlyKnown(value)
      : isRecord(value) && Object.keys(value).every((operator) => operator === 'known'),
  );
}

function listOf(raw: Json | undefined): readonly Json[] {
  return Array.isArray(raw) ? raw : [];
}
