import { approvedByOthers } from './approved-by-others.ts';
import { comesToRest, throwsNothing } from './comes-to-rest.ts';
import { everyEventOnce } from './every-event-once.ts';
import { finishedOnce } from './finished-once.ts';
import { gateHolds } from './gate-holds.ts';
import type { Law } from './law.ts';
import { limitsHold } from './limits-hold.ts';
import { onceUnderAKey } from './once-under-a-key.ts';
import { permittedFirst } from './permitted-first.ts';
import { saidAndDone } from './said-and-done.ts';
import { takenBack } from './taken-back.ts';
import { chainsAreWhole, replaysTheSame } from './whole-and-replayed.ts';

/** Everything that holds in every world. */
export const LAWS: readonly Law[] = [
  everyEventOnce, permittedFirst, onceUnderAKey, finishedOnce, saidAndDone, takenBack, approvedByOthers, gateHolds, limitsHold,
  chainsAreWhole, replaysTheSame, comesToRest, throwsNothing,
]; // prettier-ignore
