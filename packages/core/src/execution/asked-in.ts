import type { ApprovalDefinition, Facts, Json } from '@deskbook/policies';
import { readFact } from '@deskbook/policies/conditions';

/** The values whose change makes the votes of an approval void, as they are now. */
export function askedIn({ askAgainIfChanged }: ApprovalDefinition, facts: Facts): { readonly [fact: string]: Json } {
  return Object.fromEntries(askAgainIfChanged.map((path) => [path, readFact(facts, path) ?? null]));
}
