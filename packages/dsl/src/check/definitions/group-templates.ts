import type { TemplateShape } from '../../shape/template.ts';
import type { Definition } from '../../syntax/syntax.ts';
import type { Checking } from '../checking.ts';

/** One template: the definition that says what it needs, and the text of each language. */
export interface TemplateGroup {
  readonly main: Definition;
  readonly languages: ReadonlyMap<string, Definition>;
}

/** Templates by id. A file without a language is in the bundle's first. */
export function groupTemplates({ names, languages }: Checking): ReadonlyMap<string, TemplateGroup> {
  const groups = new Map<string, Map<string, Definition>>();
  for (const definition of names.all('template')) {
    const { language } = definition.data as unknown as TemplateShape;
    const group = groups.get(definition.id) ?? new Map<string, Definition>();
    const key = language ?? languages[0];
    if (!group.has(key)) group.set(key, definition);
    groups.set(definition.id, group);
  }
  return new Map([...groups].map(([id, group]) => [id, { main: mainOf(group, languages[0]), languages: group }]));
}

function mainOf(group: ReadonlyMap<string, Definition>, first: string): Definition {
  const definitions = [...group.values()];
  const main = definitions.find(({ data }) => data['needs'] !== undefined) ?? group.get(first) ?? definitions[0];
  if (main === undefined) throw new Error('a template without a definition');
  return main;
}
