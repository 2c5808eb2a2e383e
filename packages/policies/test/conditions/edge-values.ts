import type { Json } from '@deskbook/policies';

/**
 * The value that a cell of the tables in `docs/semantics-of-conditions.md` writes: JSON, or, where that would fill the page, `text of 200001 × a`,
 * `list of 1001 × 0` or `1000 lists in each other`. Undefined: `—`, no value.
 */
export function valueOf(cell: string): Json | undefined {
  const text = cell.replace(/^`|`$/g, '');
  if (text === '—') return undefined;
  const [, kind, count, of] = /^(text|list) of (\d+) × (.+)$/.exec(text) ?? [];
  if (kind === 'text') return (of ?? '').repeat(Number(count));
  if (kind === 'list') return Array.from({ length: Number(count) }, () => JSON.parse(of ?? '') as Json);
  const [, levels] = /^(\d+) lists in each other$/.exec(text) ?? [];
  return levels === undefined ? (JSON.parse(text) as Json) : listsIn(Number(levels));
}

function listsIn(levels: number): Json {
  let value: Json = [];
  for (let level = 1; level < levels; level += 1) value = [value];
  return value;
}
