import type { ActionContract, Reversibility } from './action-contract.ts';

/** How far an action can be taken back: exact undo is reversible, one that makes amends compensable, none irreversible. */
export function reversibility(action: Pick<ActionContract, 'effect' | 'undo'>): Reversibility {
  if (action.effect === 'read') return 'read';
  if (action.undo === null) return 'irreversible';
  return action.undo.exact ? 'reversible' : 'compensable';
}
