/**
 * A variable a body reads. `path` starts at the data's root, however the body names it: inside `{{#each steps as |step|}}`,
 * `{{step.title}}` is `steps[].title`.
 */
export interface TemplateVariable {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** It may be absent here: it stands in an `{{#if}}` of itself, or is the question of one, or has a `default`. */
  readonly optional: boolean;
}
