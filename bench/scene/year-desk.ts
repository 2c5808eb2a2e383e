import type { Desk, Store } from '@deskbook/core';
import { common, openBundle, type SceneOptions } from './open-bundle.ts';

const text = (rounds: number): string => `${common}---
kind: workflow
id: year
title: Look and work, hour after hour
input: { ticket: ticket }
acts: { as: desk-robot, for: requester }
steps:
  - { id: pause, title: An hour, wait: { for: 1h } }
  - { id: look, title: Look, do: work.look, with: { piece: '{{ticket.id}}' }, by: { actor: system } }
  - id: work
    title: Work
    do: work.do
    with: { piece: '{{ticket.id}}' }
    by: { actor: system }
    outcomes: { done: { go: pause, at_most: ${rounds}, else: continue } }
ends: { done: { title: Done } }
---
kind: trigger
id: created
event: ticket.created
start: year
with: { ticket: '{{ticket.id}}' }
`;

/** A desk with a run that looks and works every hour, so often. */
export function openYear(rounds: number, store: Store, options: SceneOptions = {}): Promise<Desk> {
  return openBundle(text(rounds), store, options);
}
