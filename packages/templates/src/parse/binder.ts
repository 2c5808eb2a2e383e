import type { PartialUse } from './bind-template.ts';
import type { Range } from './parse-syntax-tree.ts';
import type { Literal, Location, MustacheStatement } from './syntax-tree.ts';
import type { TemplateProblem } from './template-problem.ts';
import type { TemplateVariable } from './template-variable.ts';

/** What is gathered while a body is resolved. */
export interface Binder {
  readonly body: string;
  readonly variables: TemplateVariable[];
  readonly partials: PartialUse[];
  readonly errors: TemplateProblem[];
  /** Values that are not written by `$show`, because of the place they stand in. */
  readonly writers: Map<MustacheStatement, '$link' | '$inline'>;
  span(location: Location): Range;
  source(location: Location): string;
  text(value: string, location: Location): Literal;
  newVariable(): string;
  refuse(location: Location, message: string, help?: string | null): null;
}

export function newBinder(body: string, span: (location: Location) => Range): Binder {
  const variables: TemplateVariable[] = [];
  const partials: PartialUse[] = [];
  const errors: TemplateProblem[] = [];
  let count = 0;
  const source = (location: Location) => {
    const { start, end } = span(location);
    return body.slice(start, end);
  };
  return {
    body,
    variables,
    partials,
    errors,
    writers: new Map(),
    span,
    source,
    text: (value, loc) => ({ type: 'StringLiteral', value, original: value, loc }),
    newVariable: () => {
      count += 1;
      return `$${count}`;
    },
    refuse: (location, message, help = null) => {
      errors.push({ message, ...span(location), ...(help === null ? {} : { help }) });
      return null;
    },
  };
}
