import type { JsonObject } from '@deskbook/policies';
import type { MayExpectation } from '@deskbook/dsl/bundle';
import type { TestFailure } from './test-result.ts';
import type { TestWorld } from './test-world.ts';

/** Asks what a test asks of permissions, at the moment its clock shows, and says which answers are others than it expects. */
export async function askPermissions(
  world: TestWorld,
  questions: readonly MayExpectation[],
  given: JsonObject,
): Promise<readonly TestFailure[]> {
  const failures: TestFailure[] = [];
  for (const question of questions) {
    const message = await askOne(world, question, given);
    if (message !== null) failures.push({ pointer: question.pointer, message, differences: [] });
  }
  return failures;
}

/** What is wrong with the answer; null: nothing. */
async function askOne(world: TestWorld, expected: MayExpectation, given: JsonObject): Promise<string | null> {
  const { who, do: action, resource, ticket, answer, because } = expected;
  const [type, id] = resourceOf(resource, given);
  const about = ticket === null ? {} : { ticket: ticket.startsWith('given.') ? resourceOf(ticket, given)[1] : ticket };
  const decision = await world.desk().may({ subject: who, action, resource: { type, id }, ...about });
  const answered = decision.allowed ? 'allowed' : 'denied';
  const by = decision.basis?.id ?? decision.reason;
  if (answered !== answer) return `${who} is ${answered} (${by}), not ${answer}: ${action} on ${resource}`;
  if (because === null || because === by || because === decision.reason) return null;
  return `${who} is ${answered} because of ${by}, not of ${because}`;
}

/** `asset:LT-1`, or `given.ticket` for what the test begins with. */
function resourceOf(written: string, given: JsonObject): readonly [string, string] {
  if (!written.startsWith('given.'))
    return [written.slice(0, Math.max(0, written.indexOf(':'))) || 'ticket', written.slice(written.indexOf(':') + 1)];
  const name = written.slice('given.'.length);
  const record = given[name];
  const id = typeof record === 'object' && record !== null && 'id' in record ? record.id : name;
  return [name, typeof id === 'string' ? id : name];
}
