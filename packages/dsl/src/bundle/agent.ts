import type { Condition, Reference } from '@deskbook/policies';

/** One kind of data a skill works on. `minCount` 0 and `optional` mean: better with it, possible without. */
export interface DataRequirement {
  readonly path: string;
  readonly minCount: number;
  readonly optional: boolean;
}

/** What an agent can do, by the contract's own name. `task` is a template over `intent`. */
export interface Skill {
  readonly id: string;
  readonly task: string;
  readonly data: readonly DataRequirement[];
}

/** An agent of the orchestrator. `title` is the `owner` printed in plans. */
export interface Agent {
  readonly id: string;
  readonly title: string;
  readonly part: 'domain' | 'knowledge' | 'data_query';
  readonly skills: { readonly [id: string]: Skill };
  /** For knowledge and data-query agents: the default task text. */
  readonly task: string | null;
  readonly reference: Reference;
}

/** An intent class: who assesses it, and whether enterprise knowledge is needed. Data query follows from the skills' `data`. */
export interface Intent {
  readonly id: string;
  readonly skills: readonly { readonly agent: string; readonly skill: string }[];
  readonly knowledge: { readonly kind: 'always' | 'never' } | { readonly kind: 'when'; readonly when: Condition };
  /** Task texts that differ from the agents' own. */
  readonly tasks: { readonly knowledge?: string; readonly dataQuery?: string };
  readonly reference: Reference;
}
