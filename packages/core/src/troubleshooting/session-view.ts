import type { Json, JsonObject, Text } from '@deskbook/policies';
import type { Fields } from '@deskbook/dsl/bundle';
import type { Article } from '../ports/knowledge.ts';

/** What a person at a troubleshooting session sees: what is asked now, or how it ended, and the way there. */
export interface SessionView {
  readonly session: string;
  readonly tree: string;
  readonly status: 'asking' | 'ended';
  readonly prompt: SessionPrompt | null;
  readonly outcome: {
    readonly id: string;
    readonly result: 'solved' | 'explained' | 'escalated';
    readonly to: string | null;
    readonly say: Text | null;
  } | null;
  readonly path: readonly SessionStep[];
  readonly evidence: JsonObject;
  /** Articles of the knowledge base about this fault, where it could be asked. */
  readonly articles: readonly Article[];
}

/** What is asked. `not_sure` is always among the choices. */
export interface SessionPrompt {
  readonly node: string;
  readonly kind: 'yes_no' | 'choice' | 'collect' | 'fix' | 'after_fix';
  readonly ask: Text;
  readonly choices: readonly { readonly id: string; readonly say: Text }[];
  readonly form: Fields | null;
  /** Why a person is asked what a check would have told. */
  readonly because: string | null;
}

/** One node passed: who or what answered, what, and where it led. */
export interface SessionStep {
  readonly node: string;
  readonly tree: string;
  readonly by: 'person' | 'check' | 'known' | 'desk';
  readonly answer: Json;
  readonly to: string;
  readonly at: string;
}

/** An answer to the prompt of `node`; one for a node that is not asked now is refused. */
export interface SessionAnswer {
  readonly by: string;
  readonly node: string;
  readonly choice?: string;
  readonly form?: JsonObject;
}

/** A session after something was said to it, or why that was not taken. */
export type SessionResult =
  | { readonly ok: true; readonly view: SessionView }
  | {
      readonly ok: false;
      readonly code: 'no_such_tree' | 'no_such_session' | 'not_permitted' | 'ended' | 'not_asked' | 'invalid_answer';
      readonly reason: string;
      readonly fields?: readonly { readonly field: string; readonly message: string }[];
    };
