import type { NodeState } from '../kernel/run-state.ts';

/** A mark for where a step stands: to come, going on, held for a person, done, left out, taken back, given up. */
export const statusMarks: { readonly [status in NodeState['status']]: string } = {
  waiting: '○',
  active: '●',
  inside: '●',
  held: '!',
  finished: '✓',
  skipped: '–',
  undone: '↩',
  dropped: '✗',
};
