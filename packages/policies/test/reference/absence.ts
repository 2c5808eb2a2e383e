import type { Condition } from '@deskbook/policies/conditions';

/**
 * Whether the absence of a fact can never make a condition hold, or never make it fail. Every comparison but `known` is undecided
 * without its fact, so that only a `known` decides the question: which answer it gives for what is absent, and under how many `not`.
 */
export function absenceCannot(what: 'make it hold' | 'make it fail', condition: Condition): boolean {
  switch (condition.kind) {
    case 'not':
      return absenceCannot(what === 'make it hold' ? 'make it fail' : 'make it hold', condition.of);
    case 'all':
    case 'any':
      return condition.of.every((part) => absenceCannot(what, part));
    case 'some':
    case 'every':
      return absenceCannot(what, condition.of);
    case 'compare': {
      if (condition.operator !== 'known' || !('value' in condition.operand)) return condition.operator !== 'known';
      return what === 'make it hold' ? condition.operand.value !== false : condition.operand.value !== true;
    }
  }
}

/**
 * The paths that conditions read, and the records on the way to them, but for those inside a value that is itself compared: what is
 * taken out of a value makes another value, not an absent one.
 */
export function pathsRead(conditions: readonly Condition[]): readonly string[] {
  const read = [...new Set(conditions.flatMap(valuesRead))];
  const onTheWay = read.flatMap((path) => {
    const keys = path.split('.');
    return keys.map((_, index) => keys.slice(0, index + 1).join('.'));
  });
  return [...new Set(onTheWay)].filter((path) => !read.some((value) => path.startsWith(`${value}.`))).sort();
}

function valuesRead(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'not':
      return valuesRead(condition.of);
    case 'all':
    case 'any':
      return condition.of.flatMap(valuesRead);
    case 'some':
    case 'every':
      return [condition.fact, ...operandsRead(condition.of)];
    case 'compare':
      return [condition.fact, ...operandsRead(condition)];
  }
}

/** What is read from the roots, also inside `some` and `every`. */
function operandsRead(condition: Condition): readonly string[] {
  if (condition.kind === 'compare') {
    const { operator, operand } = condition;
    const now = operator === 'within' || operator === 'older_than' ? ['now'] : [];
    return 'fact' in operand ? [operand.fact, ...now] : now;
  }
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.flatMap(operandsRead);
  return operandsRead(condition.of);
}
