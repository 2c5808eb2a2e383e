import type { Bundle } from '@deskbook/dsl/bundle';
import type { JsonObject } from '@deskbook/policies';
import type { AnswerResult, Commit, Receipt, Store } from '../../src/index.ts';

/** Something that happened in a simulated world, in the order in which it did. */
export type Happening =
  /** A commit that the store made, whatever its author was told. */
  | { readonly kind: 'commit'; readonly by: string; readonly commit: Commit }
  /** The one port was asked to do something. */
  | {
      readonly kind: 'call';
      readonly by: string;
      readonly action: string;
      readonly key: string;
      readonly input: JsonObject;
    }
  /** It was done, in the world: what nobody can deny afterwards. */
  | { readonly kind: 'deed'; readonly by: string; readonly action: string; readonly key: string }
  /** A message was handed in, and this is what its sender was told. */
  | { readonly kind: 'receipt'; readonly message: string; readonly receipt: Receipt }
  | {
      readonly kind: 'answer';
      readonly task: string;
      readonly by: string;
      readonly outcome: string;
      readonly result: AnswerResult;
    }
  | {
      readonly kind: 'process';
      readonly process: string;
      readonly what: 'opened' | 'killed' | 'stalled' | 'came back' | 'closed';
    }
  /** Something was thrown that no disturbance explains. */
  | { readonly kind: 'fault'; readonly by: string; readonly what: string; readonly fault: unknown }
  /** Once all was quiet and nobody held back: what was neither over nor waiting for anybody. */
  | { readonly kind: 'stuck'; readonly what: string };

/** A message as its sender has it. */
export interface Message {
  readonly id: string;
  readonly what: 'created' | 'updated' | 'commented';
  readonly at: string;
  readonly by: string;
  readonly ticket: { readonly id: string; readonly from: string } & JsonObject;
  readonly comment?: JsonObject;
  /** It says what cannot be: the desk refuses it, and keeps it as it came. */
  readonly isWrong?: true;
}

/** A world that is over: everything that happened in it, and what the store holds. */
export interface History {
  readonly bundle: Bundle;
  readonly happenings: readonly Happening[];
  readonly store: Store;
  readonly messages: readonly Message[];
  /** A process came back after another had taken over: what it was in the middle of doing it may do once more. */
  readonly cameBack: boolean;
}
