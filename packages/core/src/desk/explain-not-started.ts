import { firstFailure } from '@deskbook/policies';
import type { Facts } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { NotStarted } from './desk.ts';
import { explainFor } from './explain-for.ts';

/** Triggers that did not start, those whose condition was in the way with the first comparison that failed. Secrets are masked. */
export function explainNotStarted(
  bundle: Bundle,
  facts: Facts,
  notStarted: readonly NotStarted[],
): readonly NotStarted[] {
  const shown = explainFor(bundle, facts);
  const conditions = new Map(bundle.triggers.map(({ id, when }) => [id, when]));
  return notStarted.map((each) => {
    const when = conditions.get(each.trigger) ?? null;
    const failed = when === null || each.reason === 'unchanged' ? null : firstFailure(shown(when));
    return failed === null ? each : { ...each, failed };
  });
}
