import type { BreakGlass, TemporaryRole } from '@deskbook/policies';
import type { Reaction, Verb } from '../../bundle/node.ts';

/** What gives something for a while. */
export type Activatable = TemporaryRole | BreakGlass;

/** What a node says beside what is the same for all of them. */
export interface ActivationStep {
  readonly id: string;
  readonly title: string;
  readonly verb: Verb;
  readonly outcomes: { readonly [outcome: string]: Reaction };
  readonly block?: string;
  readonly requires?: readonly string[];
  readonly establishes?: readonly string[];
}

/** The nodes of an entry, and how its workflow ends. */
export type ActivationSteps<Kind extends Activatable> = (entry: Kind) => {
  readonly steps: readonly ActivationStep[];
  readonly ends: { readonly [end: string]: { readonly title: string; readonly requires?: readonly string[] } };
};

/** The labels that stand for a yes that was given: whoever lets an approval be, for want of people to ask, gives none. */
const approved = 'approved';
const reviewed = 'reviewed';

const goOn: Reaction = { kind: 'continue', establishes: [] };
const hold: Reaction = { kind: 'hold', establishes: [] };
const end = (name: string): Reaction => ({ kind: 'end', end: name, establishes: [] });

/** Approved, if anybody is to be asked; then held. */
export const temporaryNodes: ActivationSteps<TemporaryRole> = ({ role, approval, atMost }) => ({
  steps: [
    ...(approval === null
      ? []
      : [asked('approve', 'May they have it', approval, { expired: end('expired') }, approved)]),
    { ...active(`Has the role ${role}`, atMost), requires: approval === null ? [] : [approved] },
  ],
  ends: { done: { title: 'Over' }, cancelled: { title: 'Ended before its time' }, ...refusals },
});

const refusals = { rejected: { title: 'Not approved' }, expired: { title: 'Nobody answered' } };

/** Held at once, then looked at. An end that nobody has looked at is none: it goes to whoever answers for it. */
export const reviewedNodes: ActivationSteps<BreakGlass> = ({ id, atMost, review }) => ({
  steps: [
    active('The glass is broken', atMost),
    asked(
      'review',
      'Was it in order',
      review,
      { rejected: end('not_in_order'), expired: { kind: 'block', establishes: [] }, withdrawn: hold },
      reviewed,
    ),
    {
      id: 'unreviewed',
      title: 'Nobody has reviewed it',
      block: 'review:expired',
      verb: { kind: 'task', text: {}, form: {}, within: null },
      outcomes: { done: end('not_reviewed'), declined: hold },
    },
  ],
  ends: {
    done: { title: 'Reviewed, and in order', requires: [reviewed] },
    not_in_order: { title: 'Reviewed, and not in order' },
    not_reviewed: { title: `Nobody reviewed ${id}` },
    cancelled: { title: 'Cancelled' },
  },
});

const active = (title: string, duration: Activatable['atMost']): ActivationStep => ({
  id: 'active',
  title,
  verb: { kind: 'wait', for: { kind: 'duration', duration }, within: null },
  outcomes: { happened: goOn },
});

const asked = (
  id: string,
  title: string,
  approval: string,
  outcomes: ActivationStep['outcomes'],
  label: string,
): ActivationStep => ({
  id,
  title,
  verb: { kind: 'approve', approval },
  outcomes: { approved: goOn, rejected: end('rejected'), withdrawn: end('cancelled'), ...outcomes },
  establishes: [label],
});
