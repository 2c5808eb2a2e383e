import type { Json, JsonObject } from '@deskbook/policies';
import type { Branch } from '../../../bundle/node.ts';
import { duplicateBranch } from '../../../diagnostics/pages/flow/duplicate-branch.ts';
import { missingOtherwise } from '../../../diagnostics/pages/flow/missing-otherwise.ts';
import { otherwiseNotLast } from '../../../diagnostics/pages/flow/otherwise-not-last.ts';
import { compileWhen } from '../../compile-condition.ts';
import { isRecord } from '../../is-record.ts';
import { at, type Place } from '../../place.ts';
import { report } from '../../report.ts';
import { spell } from '../../spell.ts';

/** The ways a `choose` can go: tried from above, the last one taking every other case. */
export function compileBranches(raw: Json, place: Place): readonly Branch[] {
  const branches = (Array.isArray(raw) ? raw : []).filter((branch: Json) => isRecord(branch));
  reportRepeated(branches, place);
  reportOtherwise(branches, place);
  return branches.map((branch, index) => ({
    id: spell(branch['id']),
    when: compileWhen(branch['when'], at(place, index, 'when')),
  }));
}

function reportRepeated(branches: readonly JsonObject[], place: Place): void {
  const seen = new Set<string>();
  for (const [index, branch] of branches.entries()) {
    const id = spell(branch['id']);
    if (seen.has(id)) report(at(place, index, 'id'), duplicateBranch, `two branches are called \`${id}\``);
    seen.add(id);
  }
}

function reportOtherwise(branches: readonly JsonObject[], place: Place): void {
  const first = branches.findIndex((branch) => branch['otherwise'] === true);
  if (first < 0) {
    report(place, missingOtherwise, 'no branch takes every other case', {
      on: 'key',
      help: 'end with `{ id: other, otherwise: true, steps: […] }`',
    });
  } else if (first < branches.length - 1) {
    const id = spell(branches[first]?.['id']);
    report(
      at(place, first, 'otherwise'),
      otherwiseNotLast,
      `\`${id}\` takes every other case, so no branch below it is ever taken`,
      {
        on: 'key',
        help: 'move it to the end',
      },
    );
  }
}
