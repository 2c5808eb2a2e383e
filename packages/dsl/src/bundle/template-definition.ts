import type { Reference } from '@deskbook/policies';
import type { Fields } from './field.ts';

/** A text with a purpose: an e-mail or a report, in the bundle's languages. Source only; compiled where it is rendered. */
export interface TemplateDefinition {
  readonly id: string;
  readonly format: 'text' | 'html' | 'markdown';
  readonly needs: Fields;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly attachments: readonly { readonly from: string; readonly as: string; readonly optional: boolean }[];
  readonly texts: { readonly [language: string]: { readonly subject: string | null; readonly body: string } };
  readonly reference: Reference;
}
