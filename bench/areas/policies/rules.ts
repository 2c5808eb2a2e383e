import type { RuleCorpus, TicketFacts } from '../../corpora/corpus-rule.ts';
import { denseCorpus } from '../../corpora/dense.ts';
import { hostileCorpus } from '../../corpora/hostile.ts';
import { selectiveCorpus } from '../../corpora/selective.ts';
import { atLeast, atMostTimes } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measured, Measurement } from '../../measurement.ts';
import { cel } from '../../rule-peers/cel.ts';
import { closures, closuresWithRE2 } from '../../rule-peers/closures.ts';
import { crossCheck } from '../../rule-peers/cross-check.ts';
import { deskbook } from '../../rule-peers/deskbook.ts';
import { handWrittenIndex } from '../../rule-peers/hand-written-index.ts';
import { jsonLogicEngine } from '../../rule-peers/json-logic-engine.ts';
import { jsonRulesEngine } from '../../rule-peers/json-rules-engine.ts';
import { quickestZen } from '../../rule-peers/quickest-zen.ts';
import type { RulePeer } from '../../rule-peers/rule-peer.ts';
import { progress } from '../../timing/progress.ts';
import { sideBySide } from '../../timing/side-by-side.ts';
import type { Contender } from '../../timing/side-by-side.ts';

/** A peer, and what is aimed at beside it. It is made when its turn comes, and gone afterwards. */
interface Beside {
  readonly peer: (corpus: RuleCorpus) => RulePeer | Promise<RulePeer>;
  readonly goal?: Measured['goal'];
}

/** Rules: each corpus, its peers and goals. */
export async function rules(): Promise<readonly Measurement[]> {
  return [
    ...(await compare('evaluate', selectiveCorpus(1000), [
      { peer: quickestZen, goal: atLeast(100) },
      { peer: jsonLogicEngine, goal: atLeast(20) },
      { peer: jsonRulesEngine, goal: atLeast(5000) },
      { peer: cel },
      { peer: closures },
      { peer: handWrittenIndex },
    ])),
    ...(await compare('evaluate', selectiveCorpus(10_000), [
      { peer: quickestZen, goal: atLeast(400) },
      { peer: handWrittenIndex, goal: atMostTimes(1.5) },
      { peer: jsonLogicEngine },
      { peer: cel },
      { peer: closures },
    ])),
    ...(await compare('evaluate', denseCorpus(1000), [
      { peer: quickestZen, goal: atLeast(20) },
      { peer: jsonLogicEngine },
      { peer: jsonRulesEngine },
      { peer: cel },
      { peer: closures },
    ])),
    ...(await compare('evaluate', hostileCorpus(1000), [
      { peer: closures, goal: atMostTimes(2) },
      { peer: closuresWithRE2 },
      { peer: quickestZen },
      { peer: jsonLogicEngine },
      { peer: jsonRulesEngine },
      { peer: cel },
    ])),
    ...(await compare('fire', selectiveCorpus(1000), [{ peer: quickestZen, goal: atLeast(8) }])),
    ...(await compare('fire', selectiveCorpus(10_000), [{ peer: quickestZen, goal: atLeast(30) }])),
    await growth(),
  ];
}

const ways = { evaluate: 'hits', fire: 'fire' } as const;

/** Ours beside each peer over one corpus. */
async function compare(
  what: keyof typeof ways,
  corpus: RuleCorpus,
  beside: readonly Beside[],
): Promise<readonly Measurement[]> {
  const name = `${what}, ${corpus.name}, ${corpus.rules.length.toLocaleString('en')} rules`;
  const ours = deskbook(corpus)[ways[what]];
  const rows: Measurement[] = [];
  for (const { peer: make, goal } of beside) {
    const peer = await make(corpus);
    progress(`${name}: ${peer.name}`);
    const expected = await crossCheck(corpus, [ours, peer]);
    const times = await sideBySide({
      ours: contender(ours, corpus, expected),
      theirs: contender(peer, corpus, expected),
    });
    rows.push(
      measurement({
        name,
        unit: 'µs',
        ours: times.ours,
        theirs: { peer: peer.name, value: times.theirs },
        ...(goal && { goal }),
      }),
    );
  }
  return rows;
}

function contender(
  { name, matching }: RulePeer,
  { facts }: RuleCorpus,
  expected: readonly number[],
): Contender<TicketFacts> {
  return {
    name,
    inputs: facts,
    call: (ticket) => {
      const ids = matching(ticket);
      return 'then' in ids ? ids.then(({ length }) => length) : ids.length;
    },
    expected,
  };
}

/** A hundred times the rules, of which as many match each ticket. */
async function growth(): Promise<Measurement> {
  progress('evaluate, selective, 100,000 rules');
  const [small, large] = [selectiveCorpus(1000), selectiveCorpus(100_000)];
  const few = deskbook(small).hits;
  const many = deskbook(large).hits;
  const expected = await crossCheck(small, [few]);
  await crossCheck({ ...large, facts: large.facts.slice(0, 64) }, [many]);
  const { ours, theirs } = await sideBySide({
    ours: contender(many, large, expected),
    theirs: contender(few, small, expected),
  });
  return measurement({
    name: 'evaluate, selective, 100,000 rules',
    unit: 'µs',
    ours,
    theirs: { peer: 'itself over 1,000 rules', value: theirs },
    goal: atMostTimes(3),
  });
}
