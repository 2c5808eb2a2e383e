import type { TemplateFormat } from '../parse/template-format.ts';

/** A variable a built-in template needs, in the notation of fields: a type, and for records their fields. */
export interface BuiltInNeed {
  readonly type: string;
  readonly optional?: boolean;
  readonly list?: boolean;
  readonly fields?: BuiltInNeeds;
}

/** What a built-in template needs, by name. */
export type BuiltInNeeds = { readonly [name: string]: BuiltInNeed };

/** A template that is always there. A bundle's template of the same id stands in its place. */
export interface BuiltInTemplate {
  readonly id: string;
  readonly format: TemplateFormat;
  readonly needs: BuiltInNeeds;
  /** People it is for: values such as `{{approval.approver}}`. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly texts: { readonly [language: string]: { readonly subject: string | null; readonly body: string } };
}
