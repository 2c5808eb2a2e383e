import type { JsonObject } from '@deskbook/policies';
import type { Tree, TreeNode } from '@deskbook/dsl/bundle';
import type { SessionPlace } from './session-entry.ts';
import type { SessionStep } from './session-view.ts';

/** The nodes a session can stop at: handing over and calling another tree are passed through. */
export type AskingNode = Exclude<TreeNode, { kind: 'hand_to' | 'tree' }>;

/** The nodes an answer chooses a way from. */
export type ChoosingNode = Extract<TreeNode, { kind: 'question' | 'choice' }>;

/** A node that is answered yes or no. */
export type QuestionNode = Extract<TreeNode, { kind: 'question' }>;

/** A node that mends something, or tells a person how. */
export type FixNode = Extract<TreeNode, { kind: 'fix' }>;

/**
 * What a session is at: looking up what is known, running a check, asking, performing a fix, checking after it, asking after it.
 * A machine's turn (`look`, `check`, `perform`, `recheck`) is the host's to take; the others are a person's.
 */
export type SessionTurn = 'look' | 'check' | 'ask' | 'perform' | 'recheck' | 'ask_fixed';

/** The trees a session may walk: its own and those it calls. */
export type Trees = { readonly [id: string]: Tree };

/** A session, folded from its entries. `stack` holds the places in calling trees, innermost last. */
export interface SessionState {
  readonly session: string;
  /** The hash of the bundle it began with, and ends on. */
  readonly bundle: string;
  readonly person: string;
  readonly ticket: string | null;
  readonly input: JsonObject;
  readonly parent: { readonly run: string; readonly node: string; readonly key: string } | null;
  readonly root: string;
  readonly stack: readonly SessionPlace[];
  /** null once the session has ended. */
  readonly place: SessionPlace | null;
  readonly turn: SessionTurn;
  /** Why a person is asked what a machine would have told. */
  readonly because: string | null;
  /** The fix of this place was asked of the world; how that ended is not recorded yet. */
  readonly requested: boolean;
  readonly visits: { readonly [place: string]: number };
  readonly path: readonly SessionStep[];
  readonly evidence: JsonObject;
  readonly outcome: { readonly tree: string; readonly id: string } | null;
}
