import assert from 'node:assert/strict';
import { mayPlainly } from '../corpora/role-corpus.ts';
import type { RoleCorpus } from '../corpora/role-corpus.ts';
import type { PermissionPeer } from './permission-peer.ts';

/**
 * Holds the answers of every peer against a plain search through all rights. Slow peers are asked for so long (milliseconds), all others
 * every question. Gives the answer to each question, 1 for yes.
 *
 * @throws AssertionError where one differs, or where nearly all are answered alike.
 */
export async function crossCheck(
  corpus: RoleCorpus,
  peers: readonly PermissionPeer[],
  patience = 1000,
): Promise<readonly number[]> {
  const plainly = mayPlainly(corpus);
  const wanted = corpus.questions.map(plainly);
  const yes = wanted.filter(Boolean).length / wanted.length;
  assert.ok(yes > 0.1 && yes < 0.9, 'a corpus that always says the same');
  for (const { name, may } of peers) {
    const began = performance.now();
    for (const [index, question] of corpus.questions.entries()) {
      assert.equal(await may(question), wanted[index], `${name} gives another answer`);
      if (performance.now() - began > patience) break;
    }
  }
  return wanted.map(Number);
}
