import type { RunRecord, TaskRecord } from '../journal/store.ts';
import type { TimerName } from '../kernel/entry.ts';
import type { NodeState } from '../kernel/run-state.ts';
import type { WaitingStep } from '../execution/outages-of.ts';

/** A run as an operator looks at it: its graph with where each step stands, and what it waits for. */
export interface RunView {
  readonly record: RunRecord;
  readonly title: string;
  /** The bundle it is on. */
  readonly bundle: { readonly id: string; readonly version: string; readonly hash: string };
  readonly steps: readonly StepView[];
  readonly waits: readonly RunWait[];
  /** The runs that are a part of it, oldest first. */
  readonly parts: readonly RunRecord[];
}

/** One step, in the order it is written. */
export interface StepView {
  readonly node: string;
  readonly title: string;
  /** `do database.grant`, `approve production-access`. */
  readonly does: string;
  /** `<step>:<branch or outcome>` it stands in; null: none. */
  readonly block: string | null;
  readonly status: NodeState['status'];
  readonly outcome: string | null;
  /** Since when it stands so; null: it has not begun. */
  readonly since: string | null;
  /** How often the run has gone back to it. */
  readonly visit: number;
  /** Of an `each` or a `run`: how many runs of it have ended, of how many. */
  readonly parts: { readonly ended: number; readonly of: number } | null;
}

interface Waiting {
  readonly node: string;
  /** Since when. */
  readonly since: string | null;
  /** Until when at the most, where that is known. */
  readonly until: string | null;
}

/** One thing that a run waits for. */
export type RunWait =
  /** Somebody's answer. */
  | (Waiting & { readonly kind: 'person'; readonly task: TaskRecord })
  /** A moment. */
  | (Waiting & { readonly kind: 'time'; readonly timer: TimerName })
  /** Something that happens elsewhere. */
  | (Waiting & { readonly kind: 'event'; readonly event: string })
  /** A system that is unavailable. */
  | (Waiting & { readonly kind: 'system'; readonly step: WaitingStep })
  /** A run that is a part of it. */
  | (Waiting & { readonly kind: 'part'; readonly run: string })
  /** A desk that carries out what is due: it goes on as soon as one runs. */
  | (Waiting & { readonly kind: 'desk'; readonly what: string })
  /** Somebody who lets it go on. */
  | (Waiting & { readonly kind: 'pause'; readonly by: string; readonly reason: string });
