import type { Field } from '../bundle/field.ts';
import { recordScope, resolveFact, type FactResolution, type Scope } from './scope.ts';

/** Finds a template's variable, in which `x[]` is an item of the list `x`: `approval.details[].label`. */
export function resolveVariable(scope: Scope, path: string): FactResolution {
  const end = path.indexOf('[]');
  if (end === -1) return resolveFact(scope, path);
  const list = resolveFact(scope, path.slice(0, end));
  if (!list.ok) return list;
  const { field } = list.fact;
  if (!field.list && field.type !== 'json') {
    return { ok: false, problem: { message: `\`${path.slice(0, end)}\` is no list`, help: null } };
  }
  const item: Field = { ...field, list: false };
  const rest = path.slice(end + 2);
  if (rest === '') return { ok: true, fact: { path, field: item } };
  const inner = resolveVariable(recordScope(scope, { item }), `item${rest}`);
  if (inner.ok) return { ok: true, fact: { path, field: inner.fact.field } };
  return {
    ok: false,
    problem: {
      message: `there is no fact \`${path}\``,
      help: inner.problem.help?.replaceAll('`item.', `\`${path.slice(0, end)}[].`) ?? null,
    },
  };
}
