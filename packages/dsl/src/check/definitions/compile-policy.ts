import type { PolicyDocument } from '../../bundle/policy-document.ts';
import { repeatedAnchor } from '../../diagnostics/pages/reference/repeated-anchor.ts';
import type { PolicyShape } from '../../shape/policy.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { referenceTo } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { report } from '../report.ts';
import { policyAnchors } from './policy-anchors.ts';

/** Compiles `kind: policy`: its front matter, and what of its text can be cited. */
export function compilePolicy(definition: Definition, { checking }: Program): PolicyDocument {
  const raw = definition.data as unknown as PolicyShape;
  const place = placeIn(checking, definition);
  const { anchors, repeated } = policyAnchors(definition.body?.text ?? '');
  for (const anchor of repeated) {
    report(place, repeatedAnchor, `two paragraphs of \`${raw.id}\` would be cited as \`${anchor}\``, {
      help: 'give one of them another heading or letter',
      ...(definition.body === undefined ? {} : { related: [{ message: 'in this text', span: definition.body.span }] }),
    });
  }
  return {
    id: raw.id,
    title: raw.title,
    name: raw.name ?? raw.title.replaceAll(/\s+/g, '_'),
    version: raw.version,
    review: raw.review ?? null,
    anchors,
    reference: referenceTo(place),
  };
}
