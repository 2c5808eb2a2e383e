/** Handlebars' syntax tree, as its parser gives it: only what templates here may contain, or must be refused for. */
export interface Location {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export interface PathExpression {
  readonly type: 'PathExpression';
  readonly data: boolean;
  readonly depth: number;
  readonly parts: readonly string[];
  readonly original: string;
  readonly loc: Location;
}

export interface Literal {
  readonly type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral' | 'UndefinedLiteral' | 'NullLiteral';
  readonly value?: string | number | boolean | null | undefined;
  readonly original: string | number | boolean | null | undefined;
  readonly loc: Location;
}

export interface SubExpression {
  readonly type: 'SubExpression';
  readonly path: Expression;
  readonly params: readonly Expression[];
  readonly hash: Hash | undefined;
  readonly loc: Location;
}

export type Expression = PathExpression | Literal | SubExpression;

export interface Hash {
  readonly type: 'Hash';
  readonly pairs: readonly HashPair[];
  readonly loc: Location;
}

export interface HashPair {
  readonly type: 'HashPair';
  readonly key: string;
  readonly value: Expression;
  readonly loc: Location;
}

/** What a mustache, a block and a subexpression have in common. */
export interface Call {
  readonly path: Expression;
  readonly params: readonly Expression[];
  readonly hash: Hash | undefined;
  readonly loc: Location;
}

export interface MustacheStatement extends Call {
  readonly type: 'MustacheStatement' | 'Decorator';
  readonly escaped: boolean;
  readonly strip: unknown;
}

export interface BlockStatement extends Call {
  readonly type: 'BlockStatement' | 'DecoratorBlock';
  readonly program: Program | undefined;
  readonly inverse: Program | undefined;
  readonly openStrip: unknown;
  readonly inverseStrip: unknown;
  readonly closeStrip: unknown;
}

export interface PartialStatement {
  readonly type: 'PartialStatement';
  readonly name: Expression;
  readonly params: readonly Expression[];
  readonly hash: Hash | undefined;
  readonly indent: string;
  readonly strip: unknown;
  readonly loc: Location;
}

export interface PartialBlockStatement {
  readonly type: 'PartialBlockStatement';
  readonly name: Expression;
  readonly loc: Location;
}

export interface ContentStatement {
  readonly type: 'ContentStatement';
  readonly value: string;
  readonly original: string;
  readonly loc: Location;
}

export interface CommentStatement {
  readonly type: 'CommentStatement';
  readonly loc: Location;
}

export type Statement =
  | MustacheStatement
  | BlockStatement
  | PartialStatement
  | PartialBlockStatement
  | ContentStatement
  | CommentStatement;

export interface Program {
  readonly type: 'Program';
  readonly body: readonly Statement[];
  readonly blockParams: readonly string[] | undefined;
  readonly strip: unknown;
  /** Absent where the program is empty. */
  readonly loc?: Location;
}
