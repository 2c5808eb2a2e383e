import { builtInTemplates } from '@deskbook/templates/parse';
import type { Field, Fields } from '../../bundle/field.ts';
import type { TemplateDefinition } from '../../bundle/template-definition.ts';
import { unknownLanguage } from '../../diagnostics/pages/reference/unknown-language.ts';
import { wrongType } from '../../diagnostics/pages/reference/wrong-type.ts';
import { languageLacksVariable } from '../../diagnostics/pages/template/language-lacks-variable.ts';
import { untranslatedTemplate } from '../../diagnostics/pages/template/untranslated-template.ts';
import { unusedNeed } from '../../diagnostics/pages/template/unused-need.ts';
import type { TemplateShape } from '../../shape/template.ts';
import { plainField } from '../plain-field.ts';
import { compilePath } from '../compile-path.ts';
import { compileValue } from '../compile-value.ts';
import { describeField } from '../describe-field.ts';
import { at, referenceTo, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { report } from '../report.ts';
import type { TemplateGroup } from './group-templates.ts';
import { needsRoots } from './template-needs.ts';
import { textVariables } from './text-variables.ts';
import type { Value } from '../../bundle/value.ts';

const person: Field = plainField('person');

/** Compiles a template: its texts in every language, whose variables must be among its `needs`. */
export function compileTemplate(id: string, group: TemplateGroup, program: Program): TemplateDefinition {
  const raw = group.main.data as unknown as TemplateShape;
  const needs = program.templateNeeds[id] ?? {};
  const scope = { model: program.facts, roots: needsRoots(needs, program.facts) };
  const place = placeIn(program.checking, group.main, scope);
  const format = raw.format ?? 'text';
  const used = new Map<string, ReadonlySet<string>>();
  for (const [language, definition] of group.languages) {
    used.set(language, textVariables(placeIn(program.checking, definition, scope), format, program));
  }
  const recipients = [...compileRecipients(raw.to, at(place, 'to')), ...compileRecipients(raw.cc, at(place, 'cc'))];
  compareLanguages(group, used, program);
  reportUnused(needs, [...used.values(), new Set([...recipients, ...compileAttachments(raw, place)])], place);
  return {
    id,
    format,
    needs,
    to: raw.to ?? [],
    cc: raw.cc ?? [],
    attachments: (raw.attachments ?? []).map(({ from, as, optional }) => ({ from, as, optional: optional ?? false })),
    texts: textsOf(group),
    reference: referenceTo(place),
  };
}

function textsOf({ languages }: TemplateGroup): TemplateDefinition['texts'] {
  return Object.fromEntries(
    [...languages].map(([language, { data, body }]) => {
      const { subject } = data as unknown as TemplateShape;
      return [language, { subject: subject ?? null, body: body?.text ?? '' }];
    }),
  );
}

/** Recipients are people: each is exactly one path to a person, or a person's id. Gives the paths. */
function compileRecipients(raw: readonly string[] | undefined, place: Place): readonly string[] {
  return (raw ?? []).flatMap((recipient, index) => {
    const value: Value | null = compileValue(recipient, at(place, index), person, 'recipient');
    return value?.kind === 'path' ? [value.path] : [];
  });
}

function compileAttachments(raw: TemplateShape, place: Place): readonly string[] {
  return (raw.attachments ?? []).map(({ from }, index) => {
    const here = at(place, 'attachments', index, 'from');
    const field = compilePath(from, here);
    if (field !== null && field.type !== 'file' && field.type !== 'json') {
      report(here, wrongType, `\`${from}\` is ${describeField(field)}, and only files can be attached`);
    }
    return from;
  });
}

/** Each language says the same: a variable of the main text that another lacks is probably forgotten there. */
function compareLanguages(
  group: TemplateGroup,
  used: ReadonlyMap<string, ReadonlySet<string>>,
  program: Program,
): void {
  const { checking } = program;
  const main = [...group.languages].find(([, definition]) => definition === group.main)?.[0] ?? checking.languages[0];
  const expected = used.get(main) ?? new Set();
  for (const [language, definition] of group.languages) {
    const place = placeIn(checking, definition);
    if (!checking.languages.includes(language)) {
      report(place, unknownLanguage, `the bundle has no language \`${language}\``, {
        help: `its \`languages\` are ${checking.languages.join(', ')}`,
      });
    }
    const lacking = [...expected].filter((path) => !(used.get(language)?.has(path) ?? false));
    if (lacking.length === 0) continue;
    report(
      place,
      languageLacksVariable,
      `the text in \`${language}\` lacks ${lacking.map((path) => `\`{{${path}}}\``).join(', ')}`,
    );
  }
  for (const language of checking.languages) {
    if (group.languages.has(language)) continue;
    report(placeIn(checking, group.main), untranslatedTemplate, `\`${group.main.id}\` has no text in \`${language}\``, {
      help: `write \`${group.main.id}.${language}.hbs\``,
    });
  }
}

function reportUnused(needs: Fields, used: readonly ReadonlySet<string>[], place: Place): void {
  const roots = new Set(used.flatMap((paths) => [...paths].map((path) => path.split(/[.[]/)[0])));
  for (const name of Object.keys(needs)) {
    if (!roots.has(name))
      report(at(place, 'needs', name), unusedNeed, `\`${name}\` is needed and never used`, { on: 'key' });
  }
}

/** The built-in templates a bundle does not override. */
export function remainingBuiltIns(own: ReadonlySet<string>, program: Program): { [id: string]: TemplateDefinition } {
  return Object.fromEntries(
    Object.values(builtInTemplates)
      .filter(({ id }) => !own.has(id))
      .map(({ id, format, to, cc, texts }) => [
        id,
        {
          id,
          format,
          needs: program.templateNeeds[id] ?? {},
          to,
          cc,
          attachments: [],
          texts,
          reference: `template/${id}#`,
        },
      ]),
  );
}
