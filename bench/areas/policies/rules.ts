import type { RuleCorpus, TicketFacts } from '../../corpora/corpus-rule.ts';
import { denseCorpus } from '../../corpora/dense.ts';
import { hostileCorpus } from '../../corpora/hostile.ts';
import { selectiveCorpus } from '../../corpora/selective.ts';
import { atLeast, atMostTimes } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measured, Measurement } from '../../measurement.ts';
import { cel } from '../../rule-peers/cel.ts';
import { closures } from '../../rule-peers/closures.ts';
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

/** A peer, and what is aimed at beside it. */
interface Beside {
  readonly peer: RulePeer;
  readonly goal?: Measured['goal'];
  /** The goal of our way through the library, where this peer is held against that as well. */
  readonly fire?: Measured['goal'];
}

/** Rules: each corpus, its peers and goals. */
export async function rules(): Promise<readonly Measurement[]> {
  return [
    ...(await thousandSelective()),
    ...(await tenThousandSelective()),
    ...(await dense()),
    ...(await hostile()),
    await growth(),
  ];
}

async function thousandSelective(): Promise<readonly Measurement[]> {
  const corpus = selectiveCorpus(1000);
  return compare(corpus, [
    { peer: await quickestZen(corpus), goal: atLeast(100), fire: atLeast(8) },
    { peer: jsonLogicEngine(corpus), goal: atLeast(20) },
    { peer: jsonRulesEngine(corpus), goal: atLeast(5000) },
    { peer: cel(corpus) },
    { peer: closures(corpus) },
    { peer: handWrittenIndex(corpus) },
  ]);
}

async function tenThousandSelective(): Promise<readonly Measurement[]> {
  const corpus = selectiveCorpus(10_000);
  return compare(corpus, [
    { peer: await quickestZen(corpus), goal: atLeast(400), fire: atLeast(30) },
    { peer: handWrittenIndex(corpus), goal: atMostTimes(1.5) },
    { peer: jsonLogicEngine(corpus) },
    { peer: cel(corpus) },
    { peer: closures(corpus) },
  ]);
}

async function dense(): Promise<readonly Measurement[]> {
  const corpus = denseCorpus(1000);
  return compare(corpus, [
    { peer: await quickestZen(corpus), goal: atLeast(20) },
    { peer: jsonLogicEngine(corpus) },
    { peer: jsonRulesEngine(corpus) },
    { peer: cel(corpus) },
    { peer: closures(corpus) },
  ]);
}

async function hostile(): Promise<readonly Measurement[]> {
  const corpus = hostileCorpus(1000);
  return compare(corpus, [
    { peer: closures(corpus), goal: atMostTimes(2) },
    { peer: closures(corpus, 'RE2') },
    { peer: await quickestZen(corpus) },
    { peer: jsonLogicEngine(corpus) },
    { peer: jsonRulesEngine(corpus) },
    { peer: cel(corpus) },
  ]);
}

/** Ours beside each peer over one corpus. */
async function compare(corpus: RuleCorpus, beside: readonly Beside[]): Promise<readonly Measurement[]> {
  const size = corpus.rules.length.toLocaleString('en');
  progress(`${corpus.name} rules, ${size}`);
  const { hits, fire } = deskbook(corpus);
  const fires = beside.some((each) => each.fire !== undefined);
  const peers = [hits, ...(fires ? [fire] : []), ...beside.map(({ peer }) => peer)];
  const expected = await crossCheck(corpus, peers);
  const run = { inputs: corpus.facts, expected };
  const times = await sideBySide(peers.map(contender), run);
  const row = (name: string, ours: RulePeer, peer: RulePeer, goal: Measured['goal']): Measurement =>
    measurement({
      name: `${name}, ${corpus.name}, ${size} rules`,
      unit: 'µs',
      ours: times[ours.name] ?? Number.NaN,
      theirs: { peer: peer.name, value: times[peer.name] ?? Number.NaN },
      ...(goal && { goal }),
    });
  return [
    ...beside.map(({ peer, goal }) => row('evaluate', hits, peer, goal)),
    ...beside.flatMap((each) => (each.fire ? [row('fire', fire, each.peer, each.fire)] : [])),
  ];
}

function contender({ name, matching }: RulePeer): Contender<TicketFacts> {
  return {
    name,
    call: (facts) => {
      const ids = matching(facts);
      return 'then' in ids ? ids.then(({ length }) => length) : ids.length;
    },
  };
}

/** A hundred times the rules, of which as many match each ticket. */
async function growth(): Promise<Measurement> {
  progress('selective rules, 100,000');
  const [small, large] = [selectiveCorpus(1000), selectiveCorpus(100_000)];
  const few = deskbook(small).hits;
  const many = deskbook(large).hits;
  const expected = await crossCheck(small, [few]);
  await crossCheck({ ...large, facts: large.facts.slice(0, 64) }, [many]);
  const inputs = small.facts.map((facts, index) => ({ small: facts, large: large.facts[index] ?? facts }));
  const { ours, theirs } = await sideBySide(
    [
      { name: 'ours', call: (input) => contender(many).call(input.large) },
      { name: 'theirs', call: (input) => contender(few).call(input.small) },
    ],
    { inputs, expected },
  );
  return measurement({
    name: 'evaluate, selective, 100,000 rules',
    unit: 'µs',
    ours,
    theirs: { peer: 'itself over 1,000 rules', value: theirs },
    goal: atMostTimes(3),
  });
}
