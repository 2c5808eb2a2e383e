import type { SlaState, SlaTarget } from './sla-state.ts';

/** What there is to tell: a warning, or a breach. `at` is when it came about, which can be before the entry that found it. */
export type SlaNotice =
  | {
      readonly kind: 'warning';
      readonly clock: string;
      readonly at: string;
      readonly percent: number;
      readonly target: SlaTarget;
    }
  | { readonly kind: 'breached'; readonly clock: string; readonly at: string; readonly target: SlaTarget };

/**
 * Why an entry was not taken; nothing changes then. `not_opened`: the first entry has no `ticket.created`. `out_of_order`: it is older
 * than the state.
 */
export type SlaRefusal = 'not_an_instant' | 'not_opened' | 'out_of_order';

/** What an entry did: the next state and what there is to tell, in order; or why it was not taken. */
export type SlaStep =
  | { readonly ok: true; readonly state: SlaState; readonly notices: readonly SlaNotice[] }
  | { readonly ok: false; readonly refusal: SlaRefusal };
