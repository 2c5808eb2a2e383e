import type { Bundle } from '@deskbook/dsl/bundle';
import type { Calendars } from '@deskbook/policies/sla';
import { calendarsOf } from '../execution/calendars-of.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { sha256 } from '../journal/link-entry.ts';
import type { KeptClocks } from '../service-levels/kept-clocks.ts';
import type { Reckoning } from '../service-levels/step-clocks.ts';
import type { DeskParts } from './desk-parts.ts';

const known = new WeakMap<Bundle, string>();

/** The SLAs of a bundle, by hash: what clocks are reckoned by is another where this is. */
export function definitionsOf(bundle: Bundle): string {
  const hash = known.get(bundle) ?? sha256(canonicalJson(bundle.slas));
  known.set(bundle, hash);
  return hash;
}

/** By what clocks are reckoned now: the SLAs of the newest bundle. */
export function reckoningOf(
  parts: Pick<DeskParts, 'bundle' | 'bundleOf'>,
  kept: KeptClocks | null,
  now: string,
): Reckoning {
  const { bundle } = parts;
  const definitions = definitionsOf(bundle);
  return {
    slas: Object.values(bundle.slas),
    calendars: calendarsFor(parts, kept),
    bundle: bundle.hash,
    definitions,
    now,
  };
}

/** The newest bundle's calendars, and those that a clock counts in and it no longer has. */
export function calendarsFor(
  { bundle, bundleOf }: Pick<DeskParts, 'bundle' | 'bundleOf'>,
  kept: Pick<KeptClocks, 'bundle'> | null,
): Calendars {
  const newest = calendarsOf(bundle);
  const before = kept === null || kept.bundle === bundle.hash ? null : bundleOf(kept.bundle);
  return before === null ? newest : new Map([...calendarsOf(before), ...newest]);
}
