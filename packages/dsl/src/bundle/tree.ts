import type { Condition, FactPath, Reference, Text } from '@deskbook/policies';
import type { Fields } from './field.ts';
import type { Values } from './value.ts';

/** A machine's check inside a tree: a read action, and what its output must be for `yes`. Paths start at `check`. */
export interface TreeCheck {
  readonly action: string;
  readonly with: Values;
  readonly yesWhen: Condition;
}

/** One way on from a question. */
export interface TreeChoice {
  readonly id: string;
  readonly say: Text;
  readonly go: string;
  /** Where `known` or a check can answer instead of a person. */
  readonly when: Condition | null;
}

/** A node of a decision tree. Targets name nodes or outcomes, which share one namespace. */
export type TreeNode = { readonly id: string; readonly ifUnsure: string | null; readonly reference: Reference } & (
  | {
      readonly kind: 'question';
      readonly ask: Text | null;
      readonly check: TreeCheck | null;
      readonly known: FactPath | null;
      readonly ifYes: string;
      readonly ifNo: string;
    }
  | {
      readonly kind: 'choice';
      readonly ask: Text;
      readonly known: FactPath | null;
      readonly choices: readonly TreeChoice[];
    }
  | {
      readonly kind: 'fix';
      readonly fix: Text;
      readonly action: string | null;
      readonly with: Values;
      readonly ifFixed: string;
      readonly ifNotFixed: string;
    }
  | { readonly kind: 'collect'; readonly say: Text | null; readonly collect: Fields; readonly next: string }
  | { readonly kind: 'hand_to'; readonly role: string; readonly say: Text | null; readonly next: string }
  | { readonly kind: 'tree'; readonly tree: string; readonly next: { readonly [result: string]: string } }
);

/** How a session ends. */
export interface TreeOutcome {
  readonly id: string;
  readonly result: 'solved' | 'explained' | 'escalated';
  readonly to: string | null;
  readonly say: Text | null;
  readonly evidence: 'all' | 'none';
  readonly reference: Reference;
}

/** A troubleshooting tree, compiled. "I don't know" is always an answer; where it leads is `ifUnsure`, the node's or the tree's. */
export interface Tree {
  readonly id: string;
  readonly title: Text;
  readonly input: Fields;
  readonly start: string;
  readonly ifUnsure: string;
  readonly loops: { readonly visits: number; readonly otherwise: string };
  readonly afterFix: { readonly ask: Text; readonly check: TreeCheck | null } | null;
  readonly nodes: { readonly [id: string]: TreeNode };
  readonly outcomes: { readonly [id: string]: TreeOutcome };
  readonly reference: Reference;
}
