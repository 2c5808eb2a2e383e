import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { deniesTheDesk } from './denies-the-desk.ts';
import { foreignRole } from './foreign-role.ts';
import { idleOverride } from './idle-override.ts';
import { idleTemporaryRole } from './idle-temporary-role.ts';
import { longBrokenGlass } from './long-broken-glass.ts';
import { nobodyElseReviews } from './nobody-else-reviews.ts';
import { roleKeptApart } from './role-kept-apart.ts';
import { nobodyMayAct } from './nobody-may-act.ts';
import { nobodyMayAsk } from './nobody-may-ask.ts';
import { outsideOffer } from './outside-offer.ts';
import { roleNobodyFills } from './role-nobody-fills.ts';

/** Diagnostics of this stage, by code. */
export const permissionPages: readonly DiagnosticPage[] = [
  nobodyMayAct,
  nobodyMayAsk,
  roleNobodyFills,
  foreignRole,
  outsideOffer,
  deniesTheDesk,
  idleTemporaryRole,
  longBrokenGlass,
  idleOverride,
  nobodyElseReviews,
  roleKeptApart,
];
