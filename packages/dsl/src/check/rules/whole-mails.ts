import type { Reference } from '@deskbook/policies';
import type { TemplateDefinition } from '../../bundle/template-definition.ts';
import type { Values } from '../../bundle/value.ts';
import { incompleteMail } from '../../diagnostics/pages/template/incomplete-mail.ts';
import { childPointer } from '../child-pointer.ts';
import { placeAt } from '../place-at.ts';
import type { Place } from '../place.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { everyNode } from './every-node.ts';

/** A mail has words and a subject, and goes to somebody. Of a `mail.send` that the bundle declares itself, nothing is known. */
export function wholeMails(compiled: Compiled): void {
  if (compiled.checking.names.find('action', 'mail.send') !== undefined) return;
  for (const { with: values, reference } of mailsIn(compiled)) {
    const place = placeAt(compiled.checking, reference);
    if (place !== null) checkMail(values, place, compiled);
  }
}

interface Mail {
  readonly with: Values;
  readonly reference: Reference;
}

function mailsIn(compiled: Compiled): readonly Mail[] {
  const inTrees = Object.values(compiled.trees).flatMap(({ nodes }) => Object.values(nodes));
  return [
    ...everyNode(compiled).flatMap(({ verb, reference }) =>
      verb.kind === 'do' && verb.action === 'mail.send' ? [{ with: verb.with, reference }] : [],
    ),
    ...inTrees.flatMap((node) =>
      node.kind === 'fix' && node.action === 'mail.send' ? [{ with: node.with, reference: node.reference }] : [],
    ),
  ];
}

/** What is written counts, whether or not it could be compiled: that has been said. */
function checkMail(values: Values, place: Place, compiled: Compiled): void {
  const has = (key: string): boolean => Object.hasOwn(place.definition.spans, childPointer(place.pointer, 'with', key));
  const template = templateOf(values, compiled);
  if (!has('template') && !(has('subject') && has('body'))) {
    say(place, 'this mail has neither a template nor words of its own', 'write `template`, or `subject` and `body`');
  }
  const silent = has('subject')
    ? []
    : Object.entries(template?.texts ?? {}).filter(([, text]) => text.subject === null);
  if (template !== null && silent.length > 0) {
    const languages = silent.map(([language]) => `\`${language}\``).join(' and ');
    say(place, `\`${template.id}\` has no subject in ${languages}, and this mail gives it none`, 'write `subject` there or here'); // prettier-ignore
  }
  const byTemplate = has('template') && (template === null || template.to.length > 0);
  const isAddressed = has('to') ? !isNobody(values['to']) : byTemplate;
  if (!isAddressed) say(place, 'this mail goes to nobody', "write `to`, such as `to: ['{{requester.id}}']`");
}

const isNobody = (value: Values[string] | undefined): boolean =>
  value?.kind === 'literal' && Array.isArray(value.value) && value.value.length === 0;

/** The template, where it is named outright and could be read. */
function templateOf({ template }: Values, { templates }: Compiled): TemplateDefinition | null {
  const id = template?.kind === 'literal' ? template.value : null;
  return typeof id === 'string' && Object.hasOwn(templates, id) ? (templates[id] ?? null) : null;
}

function say(place: Place, message: string, help: string): void {
  report(place, incompleteMail, message, { help });
}
