import type { Duration, Reference } from '@deskbook/policies';

/** A document that rules cite: its title, version, and the anchors (`heading.letter`) that exist in it with their text. */
export interface PolicyDocument {
  readonly id: string;
  readonly title: string;
  /** The name plans print (`IT_Access_Policy`); the title with underscores unless written. */
  readonly name: string;
  readonly version: string;
  readonly review: string | Duration | null;
  readonly anchors: { readonly [anchor: string]: string };
  readonly reference: Reference;
}
