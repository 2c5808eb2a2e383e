import type { Json, JsonObject } from '@deskbook/policies';
import type { Node, Reaction } from '../../../bundle/node.ts';
import type { Workflow } from '../../../bundle/workflow.ts';
import { suggestion } from '../../suggestion.ts';
import { compileText } from '../../compile-text.ts';
import { isRecord } from '../../is-record.ts';
import { at, type Place } from '../../place.ts';
import { placeAt } from '../../place-at.ts';
import { report } from '../../report.ts';
import { finalReaction } from '../flow/final-reaction.ts';
import { labelsOf } from './compile-reaction.ts';
import { unknownEnd } from '../../../diagnostics/pages/flow/unknown-end.ts';

/** Ends every workflow may use without naming them in `ends`, with what people read. */
const usualEnds: { readonly [end: string]: string } = {
  done: 'Done',
  rejected: 'Rejected',
  denied: 'Denied',
  expired: 'Expired',
  declined: 'Declined',
  cancelled: 'Cancelled',
  timed_out: 'Timed out',
  failed: 'Failed',
  undone: 'Undone',
  escalated: 'Escalated',
};

/** Every end a workflow could have, as written: the usual ones, and those it names. */
export function endsIn(workflow: JsonObject): readonly string[] {
  const written = isRecord(workflow['ends']) ? Object.keys(workflow['ends']) : [];
  return [...new Set([...Object.keys(usualEnds), ...written])];
}

/** Every end of a workflow: those it names, and the usual ones its steps lead to. */
export function compileEnds(raw: Json | undefined, nodes: readonly Node[], place: Place): Workflow['ends'] {
  const written = isRecord(raw) ? raw : {};
  const ends: { [end: string]: Workflow['ends'][string] } = {};
  for (const end of new Set(['done', 'cancelled', ...Object.keys(written), ...nodes.flatMap(usedEnds)])) {
    const data = Object.hasOwn(written, end) ? written[end] : undefined;
    if (data === undefined && !Object.hasOwn(usualEnds, end)) continue;
    const usual = { [place.checking.languages[0]]: usualEnds[end] ?? end };
    const title =
      isRecord(data) && data['title'] !== undefined ? compileText(data['title'], at(place, end, 'title')) : null;
    ends[end] = { title: title ?? usual, requires: isRecord(data) ? labelsOf(data['requires']) : [] };
  }
  for (const node of nodes) reportUnknown(node, Object.keys(ends), place);
  return ends;
}

function usedEnds(node: Node): readonly string[] {
  const inside = node.verb.kind === 'each' ? node.verb.nodes.flatMap(usedEnds) : [];
  return [...Object.values(node.outcomes).flatMap((reaction) => endOf(reaction) ?? []), ...inside];
}

function endOf(reaction: Reaction): string | null {
  const final = finalReaction(reaction);
  return final.kind === 'end' || final.kind === 'undo' ? final.end : null;
}

function reportUnknown(node: Node, known: readonly string[], place: Place): void {
  if (node.verb.kind === 'each') for (const inner of node.verb.nodes) reportUnknown(inner, known, place);
  for (const [outcome, reaction] of Object.entries(node.outcomes)) {
    const end = endOf(reaction);
    const here = placeAt(place.checking, `${node.reference}/outcomes/${outcome}`);
    if (end === null || known.includes(end) || here === null) continue;
    const help = suggestion(end, [...new Set([...known, ...Object.keys(usualEnds)])]);
    report(here, unknownEnd, `there is no end \`${end}\``, {
      help: help ?? `name it in \`ends\`: \`${end}: { title: … }\``,
    });
  }
}
