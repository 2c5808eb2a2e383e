import { unknownCitation } from '../../diagnostics/pages/reference/unknown-citation.ts';
import { at, type Place } from '../place.ts';
import type { Program } from '../program.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';

/** The paragraphs something rests on: `policy-id#anchor`, or a whole document. Each must exist. */
export function compileCites(raw: readonly string[] | undefined, place: Place, program: Program): readonly string[] {
  for (const [index, cite] of (raw ?? []).entries()) checkCite(cite, at(place, index), program);
  return raw ?? [];
}

function checkCite(cite: string, place: Place, { anchors }: Program): void {
  const [policy = '', anchor] = cite.split('#', 2);
  const known = Object.hasOwn(anchors, policy) ? anchors[policy] : undefined;
  if (known === undefined) {
    const help = suggestion(policy, Object.keys(anchors));
    report(place, unknownCitation, `there is no policy \`${policy}\``, { help });
  } else if (anchor !== undefined && !Object.hasOwn(known, anchor)) {
    const help = suggestion(anchor, Object.keys(known));
    report(place, unknownCitation, `\`${policy}\` has no paragraph \`${anchor}\``, { help });
  }
}
