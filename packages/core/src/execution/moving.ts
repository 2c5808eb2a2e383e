import type { EntryBody } from '../kernel/entry.ts';

/** What people ask of a run as a whole. */
export type Moving = EntryBody & { readonly type: 'run.cancelled' | 'run.paused' | 'run.resumed' | 'undo.requested' };

/** Why a run does not take what was asked of it. */
export const whyNotMoved: { readonly [type in Moving['type']]: string } = {
  'run.cancelled': 'it has ended, is being undone or finished, or is only to be reviewed',
  'run.paused': 'it has ended or is ending, is paused by them already, or gives somebody something for a while',
  'run.resumed': 'it is not paused',
  'undo.requested': 'it can no longer be undone, or is just being finished',
};
