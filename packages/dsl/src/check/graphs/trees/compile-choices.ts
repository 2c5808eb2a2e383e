import type { Json } from '@deskbook/policies';
import type { TreeChoice } from '../../../bundle/tree.ts';
import { duplicateChoice } from '../../../diagnostics/pages/flow/duplicate-choice.ts';
import { compileWhen } from '../../compile-condition.ts';
import { isRecord } from '../../is-record.ts';
import { at, type Place } from '../../place.ts';
import { report } from '../../report.ts';
import { spell } from '../../spell.ts';
import { compileSpoken } from '../steps/compile-spoken.ts';
import { compileTarget, type TreeContext } from './tree-context.ts';

/** The answers of a question, in the order they are shown. */
export function compileChoices(raw: Json | undefined, context: TreeContext, place: Place): readonly TreeChoice[] {
  const written = (Array.isArray(raw) ? raw : []).filter((choice: Json) => isRecord(choice));
  const seen = new Set<string>();
  return written.map((choice, index) => {
    const here = at(place, index);
    const id = spell(choice['id']);
    if (seen.has(id)) report(at(here, 'id'), duplicateChoice, `two answers are called \`${id}\``);
    seen.add(id);
    return {
      id,
      say: compileSpoken(choice['say'] ?? null, at(here, 'say')) ?? {},
      go: compileTarget(choice['go'], context, at(here, 'go')),
      when: compileWhen(choice['when'], at(here, 'when')),
    };
  });
}
