/**
 * Rules and permissions beside the libraries they rest on, asked plainly: json-rules-engine with one engine that is reused, Casbin with
 * one enforcer. Both sides decide the same rules over the same facts, and their answers are compared before anything is timed.
 */
import assert from 'node:assert/strict';
import { decide, evaluate } from '@deskbook/policies';
import { createAccess } from '@deskbook/policies/access';
import { measurement } from '../measurement.ts';
import type { Measurement } from '../measurement.ts';
import { accessPeers, accessRequests, accessPolicy } from '../scene/access-corpus.ts';
import { ruleFacts, ruleDecision, rulePeer } from '../scene/rule-corpus.ts';
import { timePerCall } from '../time-per-call.ts';

const sizes = [100, 1000] as const;

/** Every comparison of this area. */
export async function policies(): Promise<readonly Measurement[]> {
  const rows: Measurement[] = [];
  for (const size of sizes) rows.push(await rules(size));
  const permissions = new Map<number, number>();
  for (const size of sizes) {
    const { measured, ours } = await access(size);
    rows.push(...measured);
    permissions.set(size, ours);
  }
  const [small = Number.NaN, large = Number.NaN] = sizes.map((size) => permissions.get(size));
  rows.push(
    measurement({
      name: 'permission, 1,000 policies against 100',
      unit: 'µs',
      ours: large,
      theirs: { peer: 'itself at 100', value: small },
      goal: { words: '≤ 1.3×', meets: () => large <= small * 1.3 },
    }),
  );
  return rows;
}

async function rules(size: number): Promise<Measurement> {
  const decision = ruleDecision(size);
  const facts = ruleFacts(64);
  const peer = rulePeer(decision);
  let matched = 0;
  for (const each of facts) {
    const result = decide(decision, each);
    const ours = result.outcome === 'decided' ? result.rules.map(({ id }) => id) : [];
    const theirs = await peer(each);
    assert.deepEqual(ours.toSorted(), theirs.toSorted());
    for (const { id, when } of decision.rules)
      assert.equal(when !== null && evaluate(when, each).truth === 'holds', ours.includes(id));
    matched += ours.length;
  }
  assert.ok(matched > 0, 'a corpus of which nothing matches compares nothing');
  const next = inTurn(facts);
  return measurement({
    name: `every rule that holds, ${size.toLocaleString('en')} rules of 3 to 6 conditions`,
    unit: 'µs',
    ours: await timePerCall('decide', () => decide(decision, next())),
    theirs: {
      peer: 'json-rules-engine, one engine reused',
      value: await timePerCall('json-rules-engine', () => peer(next())),
    },
    ...(size === 1000 && { goal: { words: '≥ 5,000×', meets: ({ ratio }: { ratio: number }) => ratio >= 5000 } }),
  });
}

async function access(size: number): Promise<{ readonly measured: readonly Measurement[]; readonly ours: number }> {
  const { may } = createAccess(accessPolicy(size));
  const requests = accessRequests(size, 200);
  const { enforceSync, enforce } = await accessPeers(size);
  const allowed = requests.filter((request) => {
    const ours = may(request).allowed;
    assert.equal(enforceSync(request), ours);
    return ours;
  });
  assert.ok(allowed.length > 10 && allowed.length < requests.length - 10, 'a corpus that always says the same');
  for (const request of requests.slice(0, 20)) assert.equal(await enforce(request), may(request).allowed);
  const next = inTurn(requests);
  const ours = await timePerCall('may', () => may(next()));
  const name = `permission, ${size.toLocaleString('en')} policies`;
  return {
    ours,
    measured: [
      measurement({
        name,
        unit: 'µs',
        ours,
        theirs: { peer: 'Casbin enforceSync', value: await timePerCall('enforceSync', () => enforceSync(next())) },
      }),
      measurement({
        name,
        unit: 'µs',
        ours,
        theirs: { peer: 'Casbin enforce', value: await timePerCall('enforce', () => enforce(next())) },
      }),
    ],
  };
}

/** One after the other, round and round. */
function inTurn<Value>(values: readonly Value[]): () => Value {
  let index = 0;
  return () => values[index++ % values.length] as Value;
}
