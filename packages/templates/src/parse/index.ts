/**
 * Reading templates without rendering them, and the built-in ones: what lint needs, and nothing that loads a compiler.
 *
 * @packageDocumentation
 */
export { builtInTemplates } from '../built-in/built-in-templates.ts';
export type { BuiltInNeed, BuiltInNeeds, BuiltInTemplate } from '../built-in/built-in-template.ts';
export { closestName } from './closest-name.ts';
export { splitFrontMatter } from './front-matter.ts';
export type { FrontMatter, Stretch } from './front-matter.ts';
export type { PartialUse } from './bind-template.ts';
export { parseTemplate } from './parse-template.ts';
export type { ParsedTemplate } from './parse-template.ts';
export { parseValue } from './parse-value.ts';
export type { ParsedValue } from './parse-value.ts';
export type { TemplateFormat } from './template-format.ts';
export type { TemplateProblem } from './template-problem.ts';
export type { TemplateVariable } from './template-variable.ts';
