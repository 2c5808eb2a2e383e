import type { PathExpression } from './syntax-tree.ts';
import { segmentProblem } from './variable-path.ts';

/** What a name stands for: something in the data (`variable` null: from its root), or a loop's index or key. */
export interface Target {
  readonly variable: string | null;
  readonly path: string;
  readonly counter: boolean;
}

/** What names mean at one place of a body. Each `each` and `with` opens one around its content. */
export interface Scope {
  readonly parent: Scope | null;
  readonly context: Target;
  readonly names: ReadonlyMap<string, Target>;
  readonly inLoop: boolean;
  /** Paths known to be present, because the text stands in an `{{#if}}` of them. */
  readonly present: readonly string[];
  readonly depth: number;
}

export type Resolution =
  | { readonly ok: true; readonly target: Target; readonly segments: readonly string[]; readonly path: string }
  | { readonly ok: true; readonly loopValue: 'index' | 'key' | 'first' | 'last' }
  | { readonly ok: false; readonly message: string };

export const rootScope: Scope = {
  parent: null,
  context: { variable: null, path: '', counter: false },
  names: new Map(),
  inLoop: false,
  present: [],
  depth: 0,
};

/** Finds what a path of the body reads. */
export function resolvePath(path: PathExpression, scope: Scope): Resolution {
  const problem = path.parts.map(segmentProblem).find((found) => found !== null);
  if (problem !== undefined) return { ok: false, message: problem };
  if (path.data) return resolveData(path, scope);
  if (path.original.replace(/^(?:\.\.?\/)+/u, '').includes('/')) {
    return { ok: false, message: `write dots, not slashes, in \`${path.original}\`` };
  }
  const local = path.depth > 0 || /^(?:this\b|\.)/u.test(path.original);
  const named = local ? undefined : lookUp(path.parts[0] ?? '', scope);
  if (named !== undefined) return found(named, path.parts.slice(1), path.original);
  const around = climb(scope, path.depth);
  if (around === null) return { ok: false, message: `\`${path.original}\` leads out of the template` };
  return found(around.context, path.parts, path.original);
}

function resolveData(path: PathExpression, scope: Scope): Resolution {
  const [name, ...rest] = path.parts;
  if (name === 'root' && path.depth === 0) return found(rootScope.context, rest, path.original);
  if (name === 'index' || name === 'key' || name === 'first' || name === 'last') {
    if (scope.inLoop && rest.length === 0 && path.depth === 0) return { ok: true, loopValue: name };
    return { ok: false, message: `\`${path.original}\` only means something directly inside \`{{#each}}\`` };
  }
  return { ok: false, message: `there is no \`${path.original}\`` };
}

function found(target: Target, segments: readonly string[], original: string): Resolution {
  if (target.counter && segments.length > 0) return { ok: false, message: `\`${original}\` reads from a number` };
  const path = [...(target.path === '' ? [] : [target.path]), ...segments].join('.');
  if (path === '' && !target.counter) return { ok: false, message: `\`${original}\` is everything; name a variable` };
  return { ok: true, target, segments, path };
}

function lookUp(name: string, scope: Scope | null): Target | undefined {
  if (scope === null) return undefined;
  return scope.names.get(name) ?? lookUp(name, scope.parent);
}

/** The scope so many `each` and `with` further out. */
function climb(scope: Scope | null, steps: number): Scope | null {
  return scope === null || steps === 0 ? scope : climb(scope.parent, steps - 1);
}
