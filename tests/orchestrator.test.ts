import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deskbook, deskbookJson, inRoot } from './scene/deskbook.ts';

const example = inRoot('examples', 'network-assessment');
const states = readdirSync(inRoot('examples', 'network-assessment', 'states'));

test('every row of the orchestrator’s matrix has a state', () => {
  const classes = states.map(
    (name) =>
      (
        JSON.parse(readFileSync(inRoot('examples/network-assessment/states', name), 'utf8')) as {
          intent: { intent_class: string };
        }
      ).intent.intent_class,
  );
  expect(new Set(classes)).toEqual(
    new Set(['cbp_assessment', 'cbp_expert_insights', 'cbp_generic', 'security_assessment', 'site_review']),
  );
});

test.each(states)('%s gives exactly the tasks and routing expected', async (name) => {
  const expected = JSON.parse(readFileSync(inRoot('examples/network-assessment/expected', name), 'utf8')) as {
    plan: object;
  };
  const { code, json } = await deskbookJson(
    'route',
    example,
    '--state',
    inRoot('examples/network-assessment/states', name),
  );
  expect(code).toBe(0);
  expect(json).toMatchObject({
    trace: { node_run_order: ['Planner'], state_deltas: [{ path: '/plan/tasks' }, { path: '/plan/routing' }] },
  });
  expect((json as { plan: object }).plan).toEqual(expected.plan);
});

test('the same state gives the same bytes', async () => {
  const once = async () =>
    deskbook(
      'route',
      example,
      '--state',
      inRoot('examples/network-assessment/states/security-assessment.json'),
      '--format',
      'json',
    );
  expect((await once()).out).toBe((await once()).out);
});
