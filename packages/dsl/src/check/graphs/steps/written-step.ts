import type { Json, JsonObject } from '@deskbook/policies';
import { finallyBlock } from '../../../bundle/finally-block.ts';
import type { NodeId, Verb } from '../../../bundle/node.ts';
import { verbs } from '../../../shape/step.ts';
import { isRecord } from '../../is-record.ts';
import { childPointer } from '../../child-pointer.ts';
import { spell } from '../../spell.ts';

/** A step as written, found: where it stands, and in which block. A task of an outcome counts as a step. */
export interface WrittenStep {
  readonly id: NodeId;
  readonly verb: Verb['kind'];
  readonly data: JsonObject;
  /** JSON Pointer into the workflow. */
  readonly pointer: string;
  readonly block: string | null;
  /** What the items of an `each` around it are called, outermost first, with where its list is written. */
  readonly items: readonly { readonly as: string; readonly in: Json; readonly pointer: string }[];
  /** The steps it stands inside of, outermost first. */
  readonly around: readonly NodeId[];
}

type Around = Pick<WrittenStep, 'block' | 'items' | 'around'>;

/** Every step of a workflow, however deep, in the order of reading: a step, then what stands inside it; those of `finally` last. */
export function writtenSteps(workflow: JsonObject): readonly WrittenStep[] {
  const top = { items: [], around: [] };
  return [
    ...inList(workflow['steps'], '/steps', { block: null, ...top }),
    ...inList(workflow['finally'], '/finally', { block: finallyBlock, ...top }),
  ];
}

/** Whether a step stands in `finally`, however deep. */
export function isInFinally({ pointer }: Pick<WrittenStep, 'pointer'>): boolean {
  return pointer.startsWith('/finally/');
}

/** The id of the task that an outcome opens. */
function outcomeTaskId(step: NodeId, outcome: string): NodeId {
  return `${step}-${outcome}`;
}

function inList(raw: Json | undefined, pointer: string, around: Around): readonly WrittenStep[] {
  return Array.isArray(raw)
    ? raw.flatMap((step: Json, index) => inStep(step, childPointer(pointer, index), around))
    : [];
}

function inStep(raw: Json, pointer: string, around: Around): readonly WrittenStep[] {
  const verb = isRecord(raw) ? verbs.find((candidate) => Object.hasOwn(raw, candidate)) : undefined;
  if (!isRecord(raw) || verb === undefined || typeof raw['id'] !== 'string') return [];
  const step: WrittenStep = { id: raw['id'], verb, data: raw, pointer, ...around };
  return [step, ...inBranches(step), ...inEach(step), ...inOutcomes(step)];
}

function inBranches(step: WrittenStep): readonly WrittenStep[] {
  const branches = step.data['choose'];
  if (!Array.isArray(branches)) return [];
  return branches.flatMap((branch: Json, index) =>
    isRecord(branch) && typeof branch['id'] === 'string'
      ? inList(branch['steps'], childPointer(step.pointer, 'choose', index, 'steps'), inside(step, branch['id']))
      : [],
  );
}

function inEach(step: WrittenStep): readonly WrittenStep[] {
  const each = step.data['each'];
  if (!isRecord(each)) return [];
  const item = { as: spell(each['as']), in: each['in'] ?? null, pointer: childPointer(step.pointer, 'each', 'in') };
  const around = { block: null, items: [...step.items, item], around: [...step.around, step.id] };
  return inList(step.data['steps'], childPointer(step.pointer, 'steps'), around);
}

function inOutcomes(step: WrittenStep): readonly WrittenStep[] {
  const outcomes = step.data['outcomes'];
  if (!isRecord(outcomes)) return [];
  const found: WrittenStep[] = [];
  for (const [outcome, reaction] of Object.entries(outcomes)) {
    const { data, pointer } = finalWritten(reaction, childPointer(step.pointer, 'outcomes', outcome));
    if (!isRecord(data)) continue;
    const around = inside(step, outcome);
    found.push(...outcomeTask(step, outcome, data, pointer, around));
    found.push(...inList(data['steps'], childPointer(pointer, 'steps'), around));
  }
  return found;
}

/** What a reaction comes to: that of a `go` is what its `else` says. */
function finalWritten(raw: Json, pointer: string): { readonly data: Json; readonly pointer: string } {
  let data = raw;
  let path = pointer;
  while (isRecord(data) && data['go'] !== undefined) {
    data = data['else'] ?? null;
    path = childPointer(path, 'else');
  }
  return { data, pointer: path };
}

/**
 * `{ task: { role, title, form, within } }` as the step it stands for. Declined or timed out, it is held. Done, it establishes what
 * the outcome says; and what the step itself would have, if it makes up for an action that could not be performed.
 */
function outcomeTask(
  step: WrittenStep,
  outcome: string,
  reaction: JsonObject,
  pointer: string,
  around: Around,
): readonly WrittenStep[] {
  if (!isRecord(reaction['task'])) return [];
  const { role, title, ...rest } = reaction['task'];
  const id = outcomeTaskId(step.id, outcome);
  const outcomes = { declined: 'hold', ...(rest['within'] === undefined ? {} : { timed_out: 'hold' }) };
  const makesUp = step.verb === 'do' && outcome !== 'done';
  const establishes = [...listOf(reaction['establishes']), ...(makesUp ? listOf(step.data['establishes']) : [])];
  const data = { id, task: title ?? '', by: { role: role ?? null }, outcomes, establishes, ...rest };
  return [{ id, verb: 'task', data, pointer: childPointer(pointer, 'task'), ...around }];
}

function listOf(raw: Json | undefined): readonly Json[] {
  return Array.isArray(raw) ? raw : [];
}

function inside(step: WrittenStep, way: string): Around {
  return { block: `${step.id}:${way}`, items: step.items, around: [...step.around, step.id] };
}
