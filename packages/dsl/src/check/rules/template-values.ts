import type { Fields } from '../../bundle/field.ts';
import type { Values } from '../../bundle/value.ts';
import { templateValueMissing } from '../../diagnostics/pages/template/template-value-missing.ts';
import { placeAt } from '../place-at.ts';
import { at, type Place } from '../place.ts';
import type { Compiled } from '../program.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { everyNode } from './every-node.ts';

/** A template that is sent gets all it needs: facts by themselves, everything else from `values`. */
export function templateValues(compiled: Compiled): void {
  const { checking, facts, templateNeeds } = compiled;
  const roots = [...Object.keys(facts.roots), 'values'];
  for (const node of everyNode(compiled)) {
    if (node.verb.kind !== 'do' || node.verb.action !== 'mail.send') continue;
    const place = placeAt(checking, `${node.reference}/with`);
    const template = literalText(node.verb.with, 'template');
    if (place === null || template === null) continue;
    if (!referAmong(template, Object.keys(templateNeeds), 'template', at(place, 'template'))) continue;
    checkNeeds(template, templateNeeds[template] ?? {}, [...roots, ...givenBy(node.verb.with)], place);
  }
  for (const { email, reference } of Object.values(compiled.approvals)) {
    const place = placeAt(checking, `${reference}/email`);
    if (email !== undefined && place !== null)
      checkNeeds(email, templateNeeds[email] ?? {}, [...roots, 'approval'], place);
  }
}

function checkNeeds(template: string, needs: Fields, given: readonly string[], place: Place): void {
  for (const [name, need] of Object.entries(needs)) {
    if (need.optional || need.default !== undefined || given.includes(name)) continue;
    report(place, templateValueMissing, `\`${template}\` needs \`${name}\`, which nothing gives it here`, {
      help: `pass it in \`values: { ${name}: … }\``,
    });
  }
}

function literalText(values: Values, name: string): string | null {
  const value = values[name];
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : null;
}

/** The names in `values`; where it is one fact as a whole, nobody knows them. */
function givenBy({ values }: Values): readonly string[] {
  if (values?.kind === 'record') return Object.keys(values.fields);
  const given = values?.kind === 'literal' ? values.value : null;
  return typeof given === 'object' && given !== null ? Object.keys(given) : [];
}
