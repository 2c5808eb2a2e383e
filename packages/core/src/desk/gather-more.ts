import type { FactPath, Facts } from '@deskbook/policies';
import { gatherFacts } from '../facts/index.ts';
import type { DeskParts } from './desk-parts.ts';

/** Facts with those added that are needed besides. What can't be read is absent. */
export async function gatherMore(parts: DeskParts, facts: Facts, needs: readonly FactPath[]): Promise<Facts> {
  const { bundle, host, clock } = parts;
  return (await gatherFacts({ bundle, needs, base: facts, ports: host, now: clock.now() })).facts;
}
