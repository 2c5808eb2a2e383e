import type { Json, Text } from '@deskbook/policies';
import type { Node, NodePlan } from '../../../bundle/node.ts';
import { suggestion } from '../../suggestion.ts';
import { compileClockTime } from '../../compile-duration.ts';
import { compileText } from '../../compile-text.ts';
import { compileWhen } from '../../compile-condition.ts';
import { isRecord } from '../../is-record.ts';
import { at, referenceTo, within, type Place } from '../../place.ts';
import { report } from '../../report.ts';
import { spell } from '../../spell.ts';
import { compileAssignment } from './compile-assignment.ts';
import { compileOutcomes } from './compile-outcomes.ts';
import { labelsOf } from './compile-reaction.ts';
import { compileSpoken } from './compile-spoken.ts';
import { compileVerb } from './compile-verb.ts';
import { itemScope } from './compile-each.ts';
import { blockKey, type StepContext } from './step-context.ts';
import { own } from './own.ts';
import { silent } from './step-outputs.ts';
import { checkFinal } from './check-final.ts';
import { isInFinally, type WrittenStep } from './written-step.ts';
import { joinTooMany } from '../../../diagnostics/pages/flow/join-too-many.ts';
import { unknownStep } from '../../../diagnostics/pages/flow/unknown-step.ts';

/** One step, with every default filled in. Null: its verb was wrong, which has been reported. */
export function compileStep(step: WrittenStep, context: StepContext): Node | null {
  const place = placeOf(step, context);
  if (isInFinally(step)) checkFinal(step, place);
  const verb = compileVerb(step, context.program, place);
  const common = {
    id: step.id,
    title: compileTitle(step, context, place),
    block: step.block,
    needs: compileNeeds(step, context, place),
    join: compileJoin(step, place),
    when: compileWhen(step.data['when'], at(place, 'when')),
    outcomes: compileOutcomes(step, context, place),
    by: compileAssignment(step, context, place),
    requires: labelsOf(step.data['requires']),
    establishes: labelsOf(step.data['establishes']),
    plan: compileNodePlan(step, place),
    reference: referenceTo(place),
  };
  return verb === null ? null : { ...common, verb };
}

/** Where a step is written, with what can be named there: inside an `each`, its item as well. */
function placeOf(step: WrittenStep, context: StepContext): Place {
  let scope = isInFinally(step) && step.items.length === 0 ? context.finalScope : context.scope;
  for (const { as, in: list, pointer } of step.items) scope = itemScope(scope, as, list, { ...context.place, pointer });
  return within({ ...context.place, pointer: step.pointer }, scope);
}

function compileTitle(step: WrittenStep, context: StepContext, place: Place): Text {
  if (step.data['title'] !== undefined) return compileWrittenTitle(step, step.data['title'], at(place, 'title'));
  const text = step.verb === 'task' ? compileText(step.data['task'], silent(at(place, 'task'))) : null;
  const action = step.verb === 'do' ? own(context.program.actions, step.data['do'])?.title : undefined;
  const [language] = place.checking.languages;
  return text ?? action ?? { [language]: spelledOut(step.id) };
}

/** The title of a diagnosis is said to the person in it. That of a question without `say` is the question, which says what is wrong. */
function compileWrittenTitle(step: WrittenStep, title: Json, place: Place): Text {
  if (step.verb === 'tree') return compileSpoken(title, place) ?? {};
  const isQuestion = step.verb === 'ask' && step.data['say'] === undefined;
  return compileText(title, isQuestion ? silent(place) : place) ?? {};
}

/** `confirm-role` as people would write it: `Confirm role`. */
export function spelledOut(id: string): string {
  const words = id.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The steps it waits for: those named, else the one above it, else none. */
function compileNeeds(step: WrittenStep, context: StepContext, place: Place): readonly string[] {
  const beside = context.blocks.get(blockKey(step)) ?? [];
  const raw = step.data['needs'];
  if (!Array.isArray(raw)) {
    const above = beside[beside.findIndex(({ pointer }) => pointer === step.pointer) - 1];
    return above === undefined ? [] : [above.id];
  }
  return raw.flatMap((need: Json, index) => {
    if (beside.some(({ id }) => id === need) && need !== step.id) return [need as string];
    reportNeed(need, step, context, at(place, 'needs', index));
    return [];
  });
}

function reportNeed(need: Json, step: WrittenStep, context: StepContext, place: Place): void {
  if (typeof need === 'string' && context.steps.has(need)) {
    const message =
      need === step.id
        ? `\`${need}\` waits for itself`
        : `\`${need}\` does not stand in the same block as \`${step.id}\``;
    report(place, unknownStep, message, {
      help: 'a step can wait for steps beside it, not for one around or inside another',
    });
    return;
  }
  const names = (context.blocks.get(blockKey(step)) ?? []).map(({ id }) => id).filter((id) => id !== step.id);
  report(place, unknownStep, `there is no step \`${spell(need)}\``, { help: suggestion(spell(need), names) });
}

function compileJoin(step: WrittenStep, place: Place): Node['join'] {
  const raw = step.data['join'];
  const count = Array.isArray(step.data['needs']) ? step.data['needs'].length : 1;
  if (typeof raw === 'number' && raw > count) {
    report(at(place, 'join'), joinTooMany, `\`${step.id}\` waits for ${raw} of ${count} steps, and so for ever`);
  }
  return raw === 'any' || typeof raw === 'number' ? raw : 'all';
}

function compileNodePlan(step: WrittenStep, place: Place): NodePlan {
  const { name, tools, estimate, privacy } = step.data;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    tools: labelsOf(tools),
    estimate: estimate === undefined ? null : compileClockTime(estimate, at(place, 'estimate')),
    privacy: isRecord(privacy) ? texts(privacy) : null,
  };
}

function texts(raw: { readonly [key: string]: Json }): NonNullable<NodePlan['privacy']> {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => typeof value === 'string'));
}
