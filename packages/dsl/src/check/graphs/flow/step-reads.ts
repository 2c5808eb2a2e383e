import type { Condition, FactPath, Reference, Text } from '@deskbook/policies';
import type { Branch, Node, Verb } from '../../../bundle/node.ts';
import type { Fields } from '../../../bundle/field.ts';
import type { Value, Values } from '../../../bundle/value.ts';
import { childPointer } from '../../child-pointer.ts';
import { templatePaths } from '../../template-paths.ts';

/** A place in a step that reads a fact. */
export interface Read {
  readonly path: FactPath;
  readonly reference: Reference;
  /** The condition it is a part of, then those that are asked before it; empty where the value itself is wanted. */
  readonly asked: readonly Condition[];
}

/** Every fact a step reads, except where it only asks whether there is a value. */
export function stepReads(node: Node): readonly Read[] {
  const when = node.when === null ? [] : conditionReads(node.when, [node.when]);
  const person = node.by.person === null ? [] : valueReads(node.by.person, inside(node, 'by', 'person'));
  return [...when, ...person, ...verbReads(node, node.verb)];
}

/** The steps that a condition, where it holds, makes sure are there: what it compares, or asks to be known, on every way it holds. */
export function guardedSteps(condition: Condition | null): ReadonlySet<string> {
  if (condition === null) return new Set();
  if (condition.kind === 'all') return new Set(condition.of.flatMap((part) => [...guardedSteps(part)]));
  if (condition.kind !== 'compare') return new Set();
  const absent = condition.operator === 'known' && !('value' in condition.operand && condition.operand.value === true);
  const step = stepOf(condition.fact);
  return new Set(absent || step === null ? [] : [step]);
}

/** The step a path reads from, if it does. */
export function stepOf(path: FactPath): string | null {
  const [root, step] = path.split('.');
  return root === 'steps' && step !== undefined ? step : null;
}

function inside(node: Node, ...path: readonly (string | number)[]): Reference {
  return childPointer(node.reference, ...path);
}

function verbReads(node: Node, verb: Verb): readonly Read[] {
  switch (verb.kind) {
    case 'do':
    case 'tree':
    case 'run':
      return valuesReads(verb.with, inside(node, 'with'));
    case 'task':
      return [...textReads(verb.text, inside(node, 'task')), ...formReads(verb.form, inside(node, 'form'))];
    case 'ask':
      return [
        ...valueReads(verb.person, inside(node, 'ask')),
        ...textReads(verb.text, inside(node, 'say')),
        ...formReads(verb.form, inside(node, 'form')),
      ];
    case 'choose':
      return branchReads(verb.branches);
    case 'wait':
      return waitReads(node, verb.for);
    case 'each':
      return valueReads(verb.in, inside(node, 'each', 'in'));
    case 'find':
      return conditionReads(verb.when, []);
    case 'approve':
    case 'decide':
      return [];
  }
}

/** What decides whether a field is asked for, and where its offered values come from. */
function formReads(form: Fields, reference: Reference): readonly Read[] {
  return Object.entries(form).flatMap(([name, { when, options }]) => {
    const here = childPointer(reference, name);
    const offered =
      options === undefined ? [] : [{ path: options, reference: childPointer(here, 'options'), asked: [] }];
    return [...(when === undefined ? [] : conditionReads(when, [])), ...offered];
  });
}

function waitReads(node: Node, wanted: Extract<Verb, { readonly kind: 'wait' }>['for']): readonly Read[] {
  switch (wanted.kind) {
    case 'event':
      return valuesReads(wanted.match, inside(node, 'wait', 'match'));
    case 'until':
      return valueReads(wanted.until, inside(node, 'wait', 'until'));
    case 'duration':
      return [];
    case 'check':
      return [...valuesReads(wanted.with, inside(node, 'wait', 'until', 'with')), ...conditionReads(wanted.when, [])];
  }
}

function branchReads(branches: readonly Branch[]): readonly Read[] {
  const conditions = branches.flatMap(({ when }) => when ?? []);
  return conditions.flatMap((when, index) => conditionReads(when, [when, ...conditions.slice(0, index)]));
}

function conditionReads(condition: Condition, asked: readonly Condition[]): readonly Read[] {
  switch (condition.kind) {
    case 'compare': {
      const fact = condition.operator === 'known' ? [] : [condition.fact];
      const operand = 'fact' in condition.operand ? [condition.operand.fact] : [];
      return [...fact, ...operand].map((path) => ({ path, reference: condition.reference, asked }));
    }
    case 'not':
      return conditionReads(condition.of, asked);
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => conditionReads(part, asked));
    case 'some':
    case 'every':
      return [{ path: condition.fact, reference: condition.reference, asked }];
  }
}

function valuesReads(values: Values, reference: Reference): readonly Read[] {
  return Object.entries(values).flatMap(([name, value]) => valueReads(value, childPointer(reference, name)));
}

function valueReads(value: Value, reference: Reference): readonly Read[] {
  switch (value.kind) {
    case 'literal':
      return [];
    case 'path':
      return [{ path: value.path, reference, asked: [] }];
    case 'template':
      return value.paths.map((path) => ({ path, reference, asked: [] }));
    case 'list':
      return value.items.flatMap((item, index) => valueReads(item, childPointer(reference, index)));
    case 'record':
      return valuesReads(value.fields, reference);
  }
}

function textReads(text: Text, reference: Reference): readonly Read[] {
  const paths = Object.values(text).flatMap((words) => {
    const parsed = templatePaths(words);
    return parsed.ok ? parsed.paths : [];
  });
  return [...new Set(paths)].map((path) => ({ path, reference, asked: [] }));
}
