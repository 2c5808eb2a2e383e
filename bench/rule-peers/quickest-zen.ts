import type { RuleCorpus } from '../corpora/corpus-rule.ts';
import { closures } from './closures.ts';
import type { RulePeer } from './rule-peer.ts';
import { zenEncodings, zenEngine } from './zen-engine.ts';
import type { ZenEncoding } from './zen-engine.ts';

/** zen-engine with whichever encoding of these rules is the quickest of those that give the right answers. */
export async function quickestZen(corpus: RuleCorpus): Promise<RulePeer> {
  let best: { readonly peer: RulePeer; readonly took: number } | undefined;
  for (const encoding of Object.keys(zenEncodings) as ZenEncoding[]) {
    const peer = encoded(corpus, encoding);
    const took = peer === null ? null : await trial(corpus, peer);
    if (peer !== null && took !== null && took < (best?.took ?? Infinity)) best = { peer, took };
  }
  if (best === undefined) throw new Error(`zen-engine decides the ${corpus.name} corpus in no encoding`);
  return best.peer;
}

/** null: these rules do not fit into the encoding. */
function encoded(corpus: RuleCorpus, encoding: ZenEncoding): RulePeer | null {
  try {
    return zenEngine(corpus, encoding);
  } catch {
    return null;
  }
}

/** Milliseconds a call, or null where an answer was wrong. The first calls are not counted. */
async function trial(corpus: RuleCorpus, peer: RulePeer): Promise<number | null> {
  const truth = closures(corpus);
  const times: number[] = [];
  const began = performance.now();
  for (const facts of corpus.facts) {
    const started = performance.now();
    const ids = await peer.matching(facts);
    times.push(performance.now() - started);
    if (JSON.stringify(ids) !== JSON.stringify(await truth.matching(facts))) return null;
    if (performance.now() - began > 200) break;
  }
  const last = times.slice(Math.floor(times.length / 2)).toSorted((one, other) => one - other);
  return last[Math.floor(last.length / 2)] ?? null;
}
