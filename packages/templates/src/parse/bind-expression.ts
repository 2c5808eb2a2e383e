import type { Binder } from './binder.ts';
import { closestName } from './closest-name.ts';
import { blockNames, helperSignatures } from './helper-signature.ts';
import type { HelperSignature } from './helper-signature.ts';
import type { Scope } from './scope.ts';
import { resolvePath } from './scope.ts';
import type { Expression, Hash, Literal, Location, PathExpression, SubExpression } from './syntax-tree.ts';

/** How a value is used: written out, needed by a helper or a loop, or only asked whether it is there. */
export type Use = 'show' | 'need' | 'guard';

/** An expression, resolved. `path` is set where it is a variable. */
export interface BoundExpression {
  readonly node: Expression;
  readonly path: string | null;
}

const maxCallDepth = 10;

/** A path that means the same wherever it stands: segments from a block parameter or a helper's name. */
export function pathNode(parts: readonly string[], loc: Location): PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts, original: parts.join('.'), loc };
}

/** A call of a helper, as the parts a mustache and a subexpression share. */
export function callNode(helper: string, params: readonly Expression[], loc: Location) {
  return { path: pathNode([helper], loc), params, hash: undefined, loc };
}

/** Resolves an expression for a mustache: the call to put into it. */
export function bindExpression(
  expression: Expression,
  scope: Scope,
  binder: Binder,
  use: 'show',
): ReturnType<typeof callNode> | null;
/** Resolves an argument. */
export function bindExpression(
  expression: Expression,
  scope: Scope,
  binder: Binder,
  use: 'need' | 'guard',
): BoundExpression | null;
export function bindExpression(
  expression: Expression,
  scope: Scope,
  binder: Binder,
  use: Use,
): BoundExpression | ReturnType<typeof callNode> | null {
  if (use !== 'show') return bindValue(expression, scope, binder, use, 0);
  if (expression.type !== 'PathExpression' && expression.type !== 'SubExpression') {
    return binder.refuse(expression.loc, `\`${binder.source(expression.loc)}\` is no variable; write the text itself`);
  }
  const bound = bindValue(expression, scope, binder, 'show', 0);
  if (bound === null) return null;
  const label = bound.path === null ? [] : [binder.text(bound.path, expression.loc)];
  return callNode('$show', [bound.node, ...label], expression.loc);
}

function bindValue(
  expression: Expression,
  scope: Scope,
  binder: Binder,
  use: Use,
  depth: number,
): BoundExpression | null {
  if (depth > maxCallDepth) return binder.refuse(expression.loc, 'calls are nested too deeply');
  if (expression.type === 'PathExpression') return bindPath(expression, scope, binder, use);
  if (expression.type === 'SubExpression') return bindCall(expression, scope, binder, depth);
  return bindLiteral(expression, binder);
}

function bindLiteral(literal: Literal, binder: Binder): BoundExpression | null {
  if (literal.type === 'NullLiteral' || literal.type === 'UndefinedLiteral') {
    return binder.refuse(literal.loc, `\`${binder.source(literal.loc)}\` is no value here`);
  }
  return { node: literal, path: null };
}

function bindPath(path: PathExpression, scope: Scope, binder: Binder, use: Use): BoundExpression | null {
  const resolved = resolvePath(path, scope);
  if (!resolved.ok) return binder.refuse(path.loc, resolved.message);
  if ('loopValue' in resolved) return { node: path, path: null };
  const { target, segments } = resolved;
  if (target.counter) return { node: pathNode([target.variable ?? ''], path.loc), path: null };
  const start = target.variable ?? 'root';
  const data = target.variable === null;
  const node: PathExpression = { ...pathNode([start, ...segments], path.loc), data };
  const optional = use === 'guard' || isPresent(resolved.path, scope.present);
  binder.variables.push({ path: resolved.path, ...binder.span(path.loc), optional });
  if (use !== 'need') return { node, path: resolved.path };
  const call = callNode('$need', [node, binder.text(resolved.path, path.loc)], path.loc);
  return { node: { ...call, type: 'SubExpression' }, path: resolved.path };
}

/** `{{#if a.b}}` says that `a.b` is there, and so is `a`. A loop's item is there too. */
function isPresent(path: string, present: readonly string[]): boolean {
  return present.some((known) => known === path || known.startsWith(`${path}.`));
}

function bindCall(call: SubExpression, scope: Scope, binder: Binder, depth: number): BoundExpression | null {
  const name = call.path.type === 'PathExpression' ? call.path.original : binder.source(call.path.loc);
  const signature = helperSignatures.get(name);
  if (signature === undefined) return refuseHelper(name, call, binder);
  const problem = misuse(name, signature, call);
  if (problem !== null) return binder.refuse(call.loc, problem);
  const params = call.params.map((parameter, index) =>
    bindValue(parameter, scope, binder, signature.guards.includes(index) ? 'guard' : 'need', depth + 1),
  );
  const pairs = (call.hash?.pairs ?? []).map((pair) => ({
    pair,
    value: bindValue(pair.value, scope, binder, 'need', depth + 1),
  }));
  const bound = params.filter((parameter) => parameter !== null).map((parameter) => parameter.node);
  const named = pairs.flatMap(({ pair, value }) => (value === null ? [] : [{ ...pair, value: value.node }]));
  const hash: Hash | undefined = call.hash && { ...call.hash, pairs: named };
  return { node: { ...call, path: pathNode([name], call.path.loc), params: bound, hash }, path: null };
}

function refuseHelper(name: string, call: SubExpression, binder: Binder): null {
  const isBlock = blockNames.some((block) => block === name);
  if (isBlock) return binder.refuse(call.path.loc, `\`${name}\` is a block; write \`{{#${name} …}}\``);
  const near = closestName(name, helperSignatures.keys());
  const help = near === null ? `helpers are ${[...helperSignatures.keys()].join(', ')}` : `did you mean \`${near}\``;
  return binder.refuse(call.path.loc, `there is no helper \`${name}\``, help);
}

function misuse(name: string, signature: HelperSignature, call: SubExpression): string | null {
  if (call.params.length !== signature.arguments) {
    const wanted = signature.arguments === 1 ? 'one argument' : `${signature.arguments} arguments`;
    return `\`${name}\` takes ${wanted}, not ${call.params.length}`;
  }
  const keys = (call.hash?.pairs ?? []).map((pair) => pair.key);
  const unknown = keys.find((key) => !signature.named.includes(key));
  if (unknown !== undefined) return `\`${name}\` has no \`${unknown}=\``;
  if (new Set(keys).size < keys.length) return `\`${name}\` is given one argument twice`;
  const left = signature.required.find((key) => !keys.includes(key));
  return left === undefined ? null : `\`${name}\` needs \`${left}=\``;
}
