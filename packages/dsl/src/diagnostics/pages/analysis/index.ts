import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { sampleNotRead } from './sample-not-read.ts';
import { unmappedSample } from './unmapped-sample.ts';
import { eventNeverHappens } from './event-never-happens.ts';
import { unverifiedSource } from './unverified-source.ts';
import { factCycle } from './fact-cycle.ts';
import { overlappingRows } from './overlapping-rows.ts';
import { tableHole } from './table-hole.ts';
import { shadowedRule } from './shadowed-rule.ts';
import { isMeantChanged } from './is-meant-changed.ts';
import { unusedDefinition } from './unused-definition.ts';
import { decisionCycle } from './decision-cycle.ts';
import { twoWriters } from './two-writers.ts';
import { triggerLoop } from './trigger-loop.ts';
import { shutDoor } from './shut-door.ts';
import { businessDaysMeant } from './business-days-meant.ts';
import { missingTarget } from './missing-target.ts';
import { slasAtOneRank } from './slas-at-one-rank.ts';
import { holidaysEnd } from './holidays-end.ts';
import { skippedEvent } from './skipped-event.ts';

/** Diagnostics of this stage, by code. */
export const analysisPages: readonly DiagnosticPage[] = [
  twoWriters,
  decisionCycle,
  unusedDefinition,
  isMeantChanged,
  shadowedRule,
  tableHole,
  overlappingRows,
  factCycle,
  unverifiedSource,
  eventNeverHappens,
  unmappedSample,
  sampleNotRead,
  businessDaysMeant,
  missingTarget,
  slasAtOneRank,
  holidaysEnd,
  skippedEvent,
  triggerLoop,
  shutDoor,
];
