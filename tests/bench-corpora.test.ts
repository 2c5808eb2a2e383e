/** The benchmark in small: its corpora are what they claim to be, and all peers answer alike. Nothing is timed. */
import { describe, expect, test } from 'vitest';
import { casbinEnforce, casbinEnforceSync } from '../bench/access-peers/casbin.ts';
import { caslBuilt, caslCached } from '../bench/access-peers/casl.ts';
import { cedar } from '../bench/access-peers/cedar.ts';
import { crossCheck as crossCheckPermissions } from '../bench/access-peers/cross-check.ts';
import { accessRequest, deskbook as deskbookAccess } from '../bench/access-peers/deskbook.ts';
import { isTest } from '../bench/corpora/corpus-rule.ts';
import type { CorpusCondition, CorpusTest, RuleCorpus, TicketFacts } from '../bench/corpora/corpus-rule.ts';
import { denseCorpus } from '../bench/corpora/dense.ts';
import { hostileCorpus } from '../bench/corpora/hostile.ts';
import { roleCorpus } from '../bench/corpora/role-corpus.ts';
import type { Question } from '../bench/corpora/role-corpus.ts';
import { ruleCorpora } from '../bench/corpora/rule-corpora.ts';
import { selectiveCorpus } from '../bench/corpora/selective.ts';
import { loadables } from '../bench/loading/loadables.ts';
import type { Loadable } from '../bench/loading/loadables.ts';
import { measurement } from '../bench/measurement.ts';
import { cel } from '../bench/rule-peers/cel.ts';
import { closures, closuresWithRE2 } from '../bench/rule-peers/closures.ts';
import { crossCheck } from '../bench/rule-peers/cross-check.ts';
import { deskbook } from '../bench/rule-peers/deskbook.ts';
import { handWrittenIndex } from '../bench/rule-peers/hand-written-index.ts';
import { jsonLogicEngine } from '../bench/rule-peers/json-logic-engine.ts';
import { jsonRulesEngine } from '../bench/rule-peers/json-rules-engine.ts';
import { quickestZen } from '../bench/rule-peers/quickest-zen.ts';
import { zenEncodings, zenEngine } from '../bench/rule-peers/zen-engine.ts';
import type { ZenEncoding } from '../bench/rule-peers/zen-engine.ts';

const testsIn = (conditions: readonly CorpusCondition[]): readonly CorpusTest[] =>
  conditions.flatMap((condition) =>
    isTest(condition) ? [condition] : testsIn('all' in condition ? condition.all : condition.any),
  );

const matchesOf = (corpus: RuleCorpus): Promise<readonly number[]> => crossCheck(corpus, []);

const share = async (corpus: RuleCorpus): Promise<number> => {
  const counts = await matchesOf(corpus);
  return counts.reduce((sum, count) => sum + count, 0) / counts.length / corpus.rules.length;
};

describe('corpora of rules', () => {
  test.each(Object.entries(ruleCorpora))('%s: the same from the same size, every id once', (_, make) => {
    const corpus = make(200, 20);
    expect(make(200, 20)).toEqual(corpus);
    expect(new Set(corpus.rules.map(({ id }) => id)).size).toBe(200);
    expect(corpus.facts).toHaveLength(20);
  });

  test('selective: three to six conditions, the first an equality; every ticket has its rule', async () => {
    const corpus = selectiveCorpus(1000, 100);
    for (const { all } of corpus.rules) {
      expect(all.length).toBeGreaterThanOrEqual(3);
      expect(all.length).toBeLessThanOrEqual(6);
      expect(all[0]).toMatchObject({ operator: 'equals' });
    }
    const counts = await matchesOf(corpus);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...counts)).toBeLessThan(10);
  });

  test('selective: as many rules match each ticket, however many there are', async () => {
    const counts = await matchesOf(selectiveCorpus(1000, 100));
    expect(await matchesOf(selectiveCorpus(3000, 100))).toEqual(counts);
    expect(await matchesOf(selectiveCorpus(6000, 100))).toEqual(counts);
  });

  test('dense: many rules match', async () => {
    const dense = await share(denseCorpus(300, 50));
    expect(dense).toBeGreaterThan(0.1);
    expect(dense).toBeLessThan(0.4);
  });

  test('hostile: nothing to narrow by, an expression in each rule, and some that match', async () => {
    const corpus = hostileCorpus(300, 50);
    for (const { all } of corpus.rules) {
      const tests = testsIn(all);
      expect(tests.filter(({ operator }) => !['matches', 'gte', 'lt'].includes(operator))).toEqual([]);
      expect(tests.some(({ operator }) => operator === 'matches')).toBe(true);
    }
    expect(corpus.rules.some(({ all }) => all.some((condition) => 'any' in condition))).toBe(true);
    expect(await share(corpus)).toBeGreaterThan(0.01);
  });
});

describe('every engine gives the same answers', () => {
  test.each([
    ['selective', selectiveCorpus(60, 30), Object.keys(zenEncodings)],
    ['dense', denseCorpus(30, 30), Object.keys(zenEncodings)],
    ['hostile', hostileCorpus(30, 30), ['decision table, one column of expressions', 'one expression']],
  ] as const)('%s', async (_, corpus, encodings) => {
    const { hits, fire } = deskbook(corpus);
    const peers = [closuresWithRE2, handWrittenIndex, jsonRulesEngine, jsonLogicEngine, cel];
    const zen = encodings.map((encoding) => zenEngine(corpus, encoding as ZenEncoding));
    const all = [hits, fire, ...peers.map((make) => make(corpus)), ...zen, await quickestZen(corpus)];
    expect((await crossCheck(corpus, all, Infinity)).length).toBe(corpus.facts.length);
  });

  test('one that leaves a rule out is caught', async () => {
    const corpus = denseCorpus(30, 30);
    const plain = closures(corpus);
    const forgetful = {
      name: 'forgetful',
      matching: async (facts: TicketFacts) => (await plain.matching(facts)).slice(1),
    };
    await expect(crossCheck(corpus, [forgetful])).rejects.toThrow('forgetful gives another answer');
  });
});

describe('permissions', () => {
  test('every engine gives the same answers', async () => {
    const corpus = roleCorpus(100, 60);
    const { may, forSubject } = deskbookAccess(corpus);
    const ours = [
      { name: 'may', may: (question: Question) => may(accessRequest(question)) },
      { name: 'forSubject', may: forSubject },
    ];
    const peers = [cedar(corpus), await casbinEnforceSync(corpus), await casbinEnforce(corpus), caslBuilt(corpus)];
    const answers = await crossCheckPermissions(corpus, [...ours, ...peers, caslCached(corpus)], Infinity);
    expect(new Set(answers)).toEqual(new Set([0, 1]));
  });

  test('and where each right has a condition', async () => {
    const corpus = roleCorpus(100, 60, true);
    const { may } = deskbookAccess(corpus);
    const ours = { name: 'may', may: (question: Question) => may(accessRequest(question)) };
    const answers = await crossCheckPermissions(
      corpus,
      [ours, cedar(corpus), await casbinEnforceSync(corpus)],
      Infinity,
    );
    expect(answers).not.toEqual(await crossCheckPermissions(roleCorpus(100, 60), []));
  });

  test('the answers are the same however many policies there are', async () => {
    const answers = await crossCheckPermissions(roleCorpus(100), []);
    expect(roleCorpus(1000).rights).toHaveLength(1000);
    expect(await crossCheckPermissions(roleCorpus(1000), [])).toEqual(answers);
  });
});

test.each([
  ['rules', 40],
  ['rules-zen', 40],
  ['rules-by-hand', 40],
  ['policies', 100],
  ['policies-casbin', 100],
  ['policies-replaced', 100],
  ['nested-roles', 1500],
] as const satisfies readonly (readonly [Loadable, number])[])('%s load and answer', async (what, size) => {
  const loaded = await loadables[what](size).load();
  expect(await loaded.check()).toBe(true);
});

test('a comparison says how many times better ours is, and whether the goal is met', () => {
  const goal = { words: '≥ 10×', meets: ({ ratio }: { readonly ratio: number }) => ratio >= 10 };
  const slower = measurement({ name: 'one', unit: 'µs', ours: 2, theirs: { peer: 'another', value: 10 }, goal });
  expect(slower).toMatchObject({ ours: 2, peer: 'another', theirs: 10, ratio: 5, goal: '≥ 10×', met: false });
  const close = measurement({ name: 'one', unit: 'µs', ours: 1, theirs: { peer: 'another', value: 9.996 }, goal });
  expect(close).toMatchObject({ ratio: 10, met: false });
  expect(Object.keys(close)).toEqual(['name', 'unit', 'ours', 'peer', 'theirs', 'ratio', 'goal', 'met']);
  expect(measurement({ name: 'one', unit: '/s', ours: 20, theirs: { peer: 'another', value: 2 }, goal })).toMatchObject(
    { ratio: 10, met: true },
  );
});
