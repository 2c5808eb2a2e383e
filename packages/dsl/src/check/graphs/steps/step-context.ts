import type { NodeId } from '../../../bundle/node.ts';
import type { Program } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import type { Place } from '../../place.ts';
import type { WrittenStep } from './written-step.ts';

/** What compiling one step of a workflow needs to know of the whole. */
export interface StepContext {
  readonly program: Program;
  /** The workflow's own place, at its top. */
  readonly place: Place;
  /** What can be named in the steps, `steps` among it; the bodies of `each` add their item. */
  readonly scope: Scope;
  /** What can be named in the steps of `finally`, where it is known how the run ends: outside the bodies of `each`, which are runs of their own. */
  readonly finalScope: Scope;
  readonly steps: ReadonlyMap<NodeId, WrittenStep>;
  /** The steps of each block, in order; the key is `<around>/<block>`. */
  readonly blocks: ReadonlyMap<string, readonly WrittenStep[]>;
  /** The role that looks after whatever names nobody else. */
  readonly owner: string | null;
}

/** Names the block a step stands in, the body of each `each` being one of its own. */
export function blockKey(step: WrittenStep): string {
  return step.block ?? (step.around.length === 0 ? '' : `${step.around.at(-1) ?? ''}:each`);
}
