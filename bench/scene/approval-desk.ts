import type { Desk, Store } from '@deskbook/core';
import { common, openBundle, type SceneOptions } from './open-bundle.ts';

const text = `${common}---
kind: approval
id: somebody
question: 'May it be done for {{ticket.id}}?'
seats: [{ role: service-desk }]
within: 30d
---
kind: workflow
id: approved-work
title: Work that somebody approves
input: { ticket: ticket }
acts: { as: desk-robot, for: requester }
steps:
  - { id: ask, title: May it be done?, approve: somebody, outcomes: { expired: { end: expired } } }
  - { id: work, title: Do it, do: work.do, with: { piece: '{{ticket.id}}' }, by: { actor: system } }
ends: { done: { title: Done }, expired: { title: Nobody answered }, rejected: { title: Not approved } }
---
kind: trigger
id: created
event: ticket.created
start: approved-work
with: { ticket: '{{ticket.id}}' }
`;

/** A desk whose runs wait for somebody's approval, and then do one thing. */
export function openApprovals(store: Store, options: SceneOptions = {}): Promise<Desk> {
  return openBundle(text, store, options);
}
