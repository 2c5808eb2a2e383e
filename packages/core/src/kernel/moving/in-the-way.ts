import type { NodeId } from '@deskbook/dsl/bundle';

/**
 * Why a run cannot be moved:
 * `not_running` it has ended, or is on its way there; `for_a_while` it gives somebody something until a moment; `same_graph` there is
 * nothing to move to; `unknown_step`, `mapped_twice`, `name_taken` the map does not fit; `input` what the new one must be given is not
 * there; `acts` whom it acts for would be another; `gone` a step that has begun is not there; `other_verb` it does something else there;
 * `elsewhere` it stands inside another step there; `branch_gone` the way that was taken is not there; `needs` it comes after steps there
 * that are not through; `in_flight` its effect is being performed; `undo` what it did would be taken back otherwise; `contract` an effect
 * nobody knows the outcome of would be treated otherwise; `open_task` what a person is asked would be another; `approval` an approval is
 * another, or is gone; `gate` what has to come before an effect would not come before it any more; `part` a run that is a part of it
 * cannot be moved.
 */
export type InTheWayCode =
  | 'not_running' | 'for_a_while' | 'same_graph' | 'unknown_step' | 'mapped_twice' | 'name_taken' | 'input' | 'acts' | 'gone'
  | 'other_verb' | 'elsewhere' | 'branch_gone' | 'needs' | 'in_flight' | 'undo' | 'contract' | 'open_task' | 'approval' | 'gate'
  | 'part'; // prettier-ignore

/** One thing that keeps a run from being moved. */
export interface InTheWay {
  /** The step it is about, by its id in the old graph, or in the new one where it stands only there; null: the run as a whole. */
  readonly node: NodeId | null;
  readonly code: InTheWayCode;
  /** In a sentence for an operator. */
  readonly reason: string;
}
