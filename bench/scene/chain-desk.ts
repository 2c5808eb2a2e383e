import type { Desk, Store } from '@deskbook/core';
import { common, openBundle, type SceneOptions } from './open-bundle.ts';

const step = (index: number): string =>
  `  - { id: s${index}, title: Piece ${index}, do: work.do, with: { piece: '${index} {{ticket.id}}' }, by: { actor: system } }`;

const text = (steps: number): string => `${common}---
kind: workflow
id: chain
title: Piece after piece
input: { ticket: ticket }
acts: { as: desk-robot, for: requester }
steps:
${Array.from({ length: steps }, (_, index) => step(index)).join('\n')}
ends: { done: { title: Done } }
---
kind: trigger
id: created
event: ticket.created
start: chain
with: { ticket: '{{ticket.id}}' }
`;

/** A desk whose runs do a number of things, one after the other, each by a port in memory. */
export function openChain(steps: number, store: Store, options: SceneOptions = {}): Promise<Desk> {
  return openBundle(text(steps), store, options);
}
