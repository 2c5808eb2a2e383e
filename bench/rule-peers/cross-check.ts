import assert from 'node:assert/strict';
import type { RuleCorpus } from '../corpora/corpus-rule.ts';
import { closures } from './closures.ts';
import type { RulePeer } from './rule-peer.ts';

/**
 * Holds the answers of every peer against those of plain closures over all rules: the same ids, in the same order. Slow peers are asked
 * for so long (milliseconds), all others about every ticket. Gives how many rules match each ticket.
 *
 * @throws AssertionError where one differs, or where the corpus is not worth a comparison.
 */
export async function crossCheck(
  corpus: RuleCorpus,
  peers: readonly RulePeer[],
  patience = 1000,
): Promise<readonly number[]> {
  const truth = closures(corpus);
  const wanted: (readonly string[])[] = [];
  for (const facts of corpus.facts) wanted.push(await truth.matching(facts));
  assert.ok(
    wanted.some(({ length }) => length > 0),
    'a corpus of which nothing matches compares nothing',
  );
  for (const { name, matching } of peers) {
    const began = performance.now();
    for (const [index, facts] of corpus.facts.entries()) {
      assert.deepEqual(await matching(facts), wanted[index], `${name} gives another answer`);
      if (performance.now() - began > patience) break;
    }
  }
  return wanted.map(({ length }) => length);
}
