import { bindExpression, callNode, pathNode } from './bind-expression.ts';
import type { Binder } from './binder.ts';
import { newBinder } from './binder.ts';
import { checkHtml } from './check-html.ts';
import { closestName } from './closest-name.ts';
import type { TemplateFormat } from './template-format.ts';
import { blockNames, helperSignatures } from './helper-signature.ts';
import { findInline } from './find-inline.ts';
import { parseSyntaxTree } from './parse-syntax-tree.ts';
import type { Scope, Target } from './scope.ts';
import { rootScope } from './scope.ts';
import type {
  BlockStatement,
  Expression,
  MustacheStatement,
  PartialStatement,
  Program,
  Statement,
} from './syntax-tree.ts';
import type { TemplateProblem } from './template-problem.ts';
import type { TemplateVariable } from './template-variable.ts';

/** How deep blocks and expressions may nest. */
const maxDepth = 40;

/** A partial named by a body. */
export interface PartialUse {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A body, understood: what it reads, and the same tree with every name resolved, so that it means when rendered what was said
 * here. Names become paths from the root or from a numbered loop variable, and every value goes through the internal helpers
 * `$show` and `$need`, which notice what is absent.
 */
export interface BoundTemplate {
  readonly program: Program | null;
  readonly variables: readonly TemplateVariable[];
  readonly partials: readonly PartialUse[];
  readonly errors: readonly TemplateProblem[];
}

/** Parses a body and resolves everything in it. */
export function bindTemplate(body: string, format: TemplateFormat = 'text'): BoundTemplate {
  const tree = parseSyntaxTree(body);
  if (!tree.ok) return { program: null, variables: [], partials: [], errors: [tree.problem] };
  const binder = newBinder(body, tree.span);
  if (format === 'html') for (const mustache of checkHtml(tree.program, binder)) binder.writers.set(mustache, '$link');
  if (format === 'markdown') for (const mustache of findInline(tree.program)) binder.writers.set(mustache, '$inline');
  const program = bindProgram(tree.program, rootScope, binder);
  const { variables, partials, errors } = binder;
  return { program: errors.length === 0 ? program : null, variables, partials, errors };
}

function bindProgram(program: Program, scope: Scope, binder: Binder): Program {
  const body = program.body.map((statement) => bindStatement(statement, scope, binder));
  return { ...program, body: body.filter((statement) => statement !== null) };
}

function bindStatement(statement: Statement, scope: Scope, binder: Binder): Statement | null {
  switch (statement.type) {
    case 'ContentStatement':
      return statement;
    case 'CommentStatement':
      return null;
    case 'MustacheStatement':
      return bindMustache(statement, scope, binder);
    case 'BlockStatement':
      return bindBlock(statement, scope, binder);
    case 'PartialStatement':
      return bindPartial(statement, binder);
    case 'PartialBlockStatement':
      return binder.refuse(statement.loc, 'a partial has no block; write `{{> name}}`');
    case 'Decorator':
    case 'DecoratorBlock':
    default:
      return binder.refuse(statement.loc, 'templates have no decorators');
  }
}

/** `{{x}}` becomes `{{$show x "x"}}`, which also escapes. */
function bindMustache(mustache: MustacheStatement, scope: Scope, binder: Binder): Statement | null {
  const { path, params, hash, loc } = mustache;
  if (!mustache.escaped) {
    return binder.refuse(loc, 'what is shown cannot be left unescaped', 'write `{{name}}` with two braces');
  }
  const isCall = params.length > 0 || hash !== undefined;
  const asked: Expression = isCall ? { type: 'SubExpression', path, params, hash, loc } : path;
  const value = bindExpression(asked, scope, binder, 'show');
  if (value === null) return null;
  const helper = binder.writers.get(mustache) ?? '$show';
  return { ...mustache, ...value, path: pathNode([helper], loc) };
}

function bindPartial(partial: PartialStatement, binder: Binder): Statement | null {
  const { name, params, hash, loc, strip } = partial;
  if (name.type !== 'PathExpression' || name.data || name.depth > 0) {
    return binder.refuse(loc, 'a partial is named outright', 'write `{{> name}}`');
  }
  if (params.length > 0 || hash !== undefined) {
    return binder.refuse(
      loc,
      'a partial takes no arguments; it reads the same data',
      `write \`{{> ${name.original}}}\``,
    );
  }
  binder.partials.push({ id: name.original, ...binder.span(name.loc) });
  const call = callNode('$partial', [binder.text(name.original, loc), binder.text(partial.indent, loc)], loc);
  return { ...call, type: 'MustacheStatement', escaped: true, strip };
}

function bindBlock(block: BlockStatement, scope: Scope, binder: Binder): Statement | null {
  const name = block.path.type === 'PathExpression' ? block.path.original : binder.source(block.path.loc);
  if (binder.body.startsWith('{{{{', binder.span(block.loc).start)) {
    return binder.refuse(block.loc, 'templates have no raw blocks', 'write `\\{{` for two literal braces');
  }
  if (scope.depth >= maxDepth) return binder.refuse(block.path.loc, `blocks are nested more than ${maxDepth} deep`);
  const known = blockNames.find((block) => block === name);
  if (known === undefined) return refuseBlock(block, name, binder);
  const [question] = block.params;
  if (question === undefined || block.params.length > 1 || block.hash !== undefined) {
    return binder.refuse(block.loc, `\`{{#${name}}}\` takes exactly one argument`);
  }
  return known === 'if' || known === 'unless'
    ? bindQuestion(block, known, question, scope, binder)
    : bindOpening(block, known, question, scope, binder);
}

function refuseBlock(block: BlockStatement, name: string, binder: Binder): null {
  if (helperSignatures.has(name))
    return binder.refuse(block.path.loc, `\`${name}\` is no block; write \`{{${name} …}}\``);
  const near = closestName(name, blockNames);
  const help = near === null ? 'blocks are `#if`, `#unless`, `#each` and `#with`' : `did you mean \`#${near}\``;
  return binder.refuse(block.path.loc, `there is no block \`#${name}\``, help);
}

/** `#if` and `#unless`: what they ask about may be absent, and is present where the answer says so. */
function bindQuestion(
  block: BlockStatement,
  name: 'if' | 'unless',
  question: Expression,
  scope: Scope,
  binder: Binder,
): Statement | null {
  const asked = bindExpression(question, scope, binder, 'guard');
  if (block.program?.blockParams !== undefined) {
    return binder.refuse(block.loc, `\`{{#${name}}}\` names nothing; leave out \`as |…|\``);
  }
  const inner: Scope = { ...scope, depth: scope.depth + 1 };
  const sure: Scope =
    asked?.path === null || asked === null ? inner : { ...inner, present: [...scope.present, asked.path] };
  const [then, otherwise] = name === 'if' ? [sure, inner] : [inner, sure];
  const program = block.program && bindProgram(block.program, then, binder);
  const inverse = block.inverse && bindProgram(block.inverse, otherwise, binder);
  return asked === null ? null : assemble(block, name, [asked.node], program, inverse);
}

/** `#each` and `#with`: names inside mean the item, or what `#with` is about. */
function bindOpening(
  block: BlockStatement,
  name: 'each' | 'with',
  subject: Expression,
  scope: Scope,
  binder: Binder,
): Statement | null {
  if (subject.type !== 'PathExpression') {
    return binder.refuse(subject.loc, `\`{{#${name}}}\` is about a variable, not \`${binder.source(subject.loc)}\``);
  }
  const optional = name === 'with' && block.inverse !== undefined;
  const about = bindExpression(subject, scope, binder, optional ? 'guard' : 'need');
  if (about === null || about.path === null) return null;
  const variable = binder.newVariable();
  const isLoop = name === 'each';
  const context: Target = { variable, path: isLoop ? `${about.path}[]` : about.path, counter: false };
  const counter: Target = { variable: `${variable}i`, path: '', counter: true };
  const [itemName, counterName] = block.program?.blockParams ?? [];
  const names = new Map<string, Target>();
  if (counterName !== undefined && isLoop) names.set(counterName, counter);
  if (itemName !== undefined) names.set(itemName, context);
  const inLoop = isLoop || scope.inLoop;
  const present = [...scope.present, context.path];
  const depth = scope.depth + 1;
  const inner: Scope = { parent: scope, context, names, inLoop, present, depth };
  const program = block.program && {
    ...bindProgram(block.program, inner, binder),
    blockParams: isLoop ? [variable, `${variable}i`] : [variable],
  };
  const inverse = block.inverse && bindProgram(block.inverse, { ...scope, depth }, binder);
  return assemble(block, name, [about.node], program, inverse);
}

function assemble(
  block: BlockStatement,
  name: string,
  params: readonly Expression[],
  program: Program | undefined,
  inverse: Program | undefined,
): Statement {
  return { ...block, path: pathNode([name], block.path.loc), params, hash: undefined, program, inverse };
}
