import type { Desk, Store } from '@deskbook/core';
import { common, openBundle, type SceneOptions } from './open-bundle.ts';

/** How often each person may ask, and how many runs there may be at once; each device is worked on by one run. */
export const limits = { perPerson: 20, atOnce: 1_500 } as const;

const person = (number: number): string => `p${number}`;

const text = (people: number): string => `${common}---
kind: workflow
id: clean
title: Clean a device
input: { device: text }
acts: { as: desk-robot, for: requester }
one_run: { per: '{{input.device}}', else: reject }
steps:
  - { id: work, title: Clean it, do: work.do, with: { piece: '{{input.device}}' }, by: { actor: system } }
ends: { done: { title: Done } }
---
kind: service
id: clean
title: Clean my device
form: { device: { type: text, label: Which device? } }
limits: [{ per: requester, at_most: ${limits.perPerson}, in: 7d }, { at_once: ${limits.atOnce} }]
start: clean
with: { device: '{{form.device}}' }
may_touch: { actions: [work.do], at_most: 1 }
---
kind: fixtures
id: crowd
people:
${Array.from({ length: people }, (_, number) => `  ${person(number)}: { name: P ${number}, email: p${number}@example.com, groups: [employees] }`).join('\n')}
`;

/** A desk at which a number of people can have their devices cleaned, under limits. */
export function openServices(people: number, store: Store, options: SceneOptions = {}): Promise<Desk> {
  return openBundle(text(people), store, options);
}

/** One of them. */
export const personOf = person;
