import type { Json, Text } from '@deskbook/policies';
import type { Node } from '../../../bundle/node.ts';
import type { Workflow } from '../../../bundle/workflow.ts';
import type { Definition } from '../../../syntax/syntax.ts';
import { duplicateStep } from '../../../diagnostics/pages/flow/duplicate-step.ts';
import { compileDuration } from '../../compile-duration.ts';
import { compileFields } from '../../compile-field.ts';
import { compileText } from '../../compile-text.ts';
import { compileValue } from '../../compile-value.ts';
import { isRecord } from '../../is-record.ts';
import { ownerOf } from '../../owner-of.ts';
import { placeIn } from '../../place-at.ts';
import { plainField } from '../../plain-field.ts';
import { at, referenceTo, spanOf, within, type Place } from '../../place.ts';
import type { Program } from '../../program.ts';
import { referAmong } from '../../refer.ts';
import { report } from '../../report.ts';
import { robotRole } from '../../robot-role.ts';
import { spell } from '../../spell.ts';
import { factScope } from '../../fact-scope.ts';
import { valuesRoot } from '../../values-root.ts';
import { extendScope, recordRoot, type Scope } from '../../scope.ts';
import { watched } from '../watched.ts';
import { compileCancel } from './compile-cancel.ts';
import { compileEnds, endsIn } from './compile-ends.ts';
import { compilePriority } from './compile-priority.ts';
import { compileSpoken } from './compile-spoken.ts';
import { compileStep, spelledOut } from './compile-step.ts';
import { compileWorkflowPlan } from './compile-workflow-plan.ts';
import { blockKey, type StepContext } from './step-context.ts';
import { stepsRoot } from './step-outputs.ts';
import { writtenSteps, type WrittenStep } from './written-step.ts';

/**
 * A workflow as an executable graph: flat nodes with every default filled in. Null: something in it was wrong and has been
 * reported, so that no later rule looks at it.
 */
export function compileWorkflow(definition: Definition, program: Program): Workflow | null {
  const { checking, failed } = watched(program.checking);
  const watchedProgram: Program = { ...program, checking };
  const bare = placeIn(checking, definition, factScope(program.facts, valuesRoot(program.values)));
  const input = compileFields(definition.data['input'], at(bare, 'input'));
  const place = within(bare, extendScope(bare.scope, { input: recordRoot(input) }));
  const context = contextOf(definition, watchedProgram, place);
  const nodes = compileNodes(context);
  const { data } = definition;
  const workflow: Workflow = {
    id: definition.id,
    title: titleOf(data['title'], definition.id, at(place, 'title')),
    input,
    acts: compileActs(data['acts'], context),
    oneRun: compileOneRun(data['one_run'], at(place, 'one_run')),
    ...compilePriority(data['priority'], input, at(place, 'priority')),
    nodes,
    cancelWhen: compileCancel(data['cancel_when'], at(place, 'cancel_when')),
    undoWindow:
      data['undo_window'] === undefined ? null : compileDuration(data['undo_window'], at(place, 'undo_window')),
    undoFailed: compileUndoFailed(data['undo_failed'], context),
    ends: compileEnds(data['ends'], nodes, at(place, 'ends')),
    plan: compileWorkflowPlan(data['plan'], at(place, 'plan'), watchedProgram),
    report: compileReport(data['report'], at(place, 'report'), program),
    reference: referenceTo(place),
  };
  return failed() ? null : workflow;
}

function contextOf(definition: Definition, program: Program, place: Place): StepContext {
  const written = writtenSteps(definition.data);
  const steps = new Map<string, WrittenStep>();
  const blocks = new Map<string, readonly WrittenStep[]>();
  for (const step of written) {
    const first = steps.get(step.id);
    if (first === undefined) steps.set(step.id, step);
    else reportTwice(step, first, place);
    blocks.set(blockKey(step), [...(blocks.get(blockKey(step)) ?? []), step]);
  }
  const scope = extendScope(place.scope, { steps: stepsRoot([...steps.values()], place, program) });
  const finalScope = withRunEnd(scope, endsIn(definition.data));
  return { program, place, scope, finalScope, steps, blocks, owner: ownerOf(definition, program) };
}

/** The scope of `finally`: `run.end` is one of the ends. */
function withRunEnd(scope: Scope, ends: readonly string[]): Scope {
  const fields = scope.roots['run']?.fields;
  return fields === undefined
    ? scope
    : extendScope(scope, { run: recordRoot({ ...fields, end: plainField('text', { oneOf: ends }) }) });
}

function reportTwice(step: WrittenStep, first: WrittenStep, place: Place): void {
  const span = spanOf({ ...place, pointer: `${first.pointer}/id` });
  report({ ...place, pointer: `${step.pointer}/id` }, duplicateStep, `there are two steps \`${step.id}\``, {
    help: 'give one of them another id, even where they stand in different branches',
    related: [{ message: `the other \`${step.id}\``, span }],
  });
}

/** The nodes of the workflow itself; those of an `each` stand inside it. */
function compileNodes(context: StepContext, owner: string | null = null): readonly Node[] {
  return [...context.steps.values()]
    .filter((step) => eachAround(step, context) === owner)
    .flatMap((step) => {
      const node = compileStep(step, context);
      if (node?.verb.kind !== 'each') return node ?? [];
      const verb = { ...node.verb, nodes: compileNodes(context, node.id) };
      return Object.assign({}, node, { verb });
    });
}

/** The innermost `each` a step stands in. */
function eachAround(step: WrittenStep, context: StepContext): string | null {
  return step.around.findLast((id) => context.steps.get(id)?.verb === 'each') ?? null;
}

function titleOf(raw: Json | undefined, id: string, place: Place): Text {
  const title = raw === undefined ? null : compileText(raw, place);
  return title ?? { [place.checking.languages[0]]: spelledOut(id) };
}

/** The desk itself, for the requester where there is one, unless written otherwise. */
function compileActs(raw: Json | undefined, context: StepContext): Workflow['acts'] {
  const { program, place } = context;
  const here = at(place, 'acts');
  if (!isRecord(raw))
    return { as: robotRole(program), for: Object.hasOwn(program.facts.roots, 'requester') ? 'requester' : null };
  if (referAmong(raw['as'], program.roles, 'role', at(here, 'as')) && raw['for'] !== undefined) {
    const people = Object.entries(program.facts.roots).flatMap(([root, { type }]) => (type === 'person' ? [root] : []));
    referAmong(raw['for'], people, 'root with a person', at(here, 'for'));
  }
  return { as: spell(raw['as']), for: typeof raw['for'] === 'string' ? raw['for'] : null };
}

function compileOneRun(raw: Json | undefined, place: Place): Workflow['oneRun'] {
  if (!isRecord(raw)) return null;
  const per = compileValue(raw['per'] ?? null, at(place, 'per'));
  const otherwise = (['join', 'queue', 'reject', 'replace'] as const).find((word) => word === raw['else']) ?? 'join';
  return per === null ? null : { per, otherwise };
}

function compileUndoFailed(raw: Json | undefined, context: StepContext): Workflow['undoFailed'] {
  const here = at(context.place, 'undo_failed', 'task');
  const task = isRecord(raw) && isRecord(raw['task']) ? raw['task'] : {};
  const [language] = context.place.checking.languages;
  const title = task['title'] === undefined ? null : compileSpoken(task['title'], at(here, 'title'));
  const role = task['role'];
  const known = role !== undefined && referAmong(role, context.program.roles, 'role', at(here, 'role'));
  return {
    role: known ? role : (context.owner ?? robotRole(context.program)),
    title: title ?? { [language]: 'Take back by hand what could not be undone' },
  };
}

function compileReport(raw: Json | undefined, place: Place, program: Program): string | null {
  return raw !== undefined && referAmong(raw, Object.keys(program.templateNeeds), 'template', place) ? raw : null;
}
