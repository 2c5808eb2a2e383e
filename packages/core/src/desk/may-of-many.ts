import type { RoleSource } from '@deskbook/policies';
import { peopleOfSource } from '../execution/role-people.ts';
import type { MayQuestion } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { decideAccess } from './may.ts';

/** How many questions one search asks at most. */
const MOST = 5_000;
/** How many are asked at once. */
const AT_ONCE = 16;

/**
 * Which of the bundle's actions, and of what can be started, somebody may do to a resource now. In their order; nothing is kept.
 *
 * @throws Error where the bundle has more than a search asks.
 */
export async function whatMay(parts: DeskParts, question: Omit<MayQuestion, 'action'>): Promise<readonly string[]> {
  const { actions, workflows, trees } = parts.bundle;
  const { type, id } = question.resource;
  const isStarted = type === 'workflow' && (Object.hasOwn(workflows, id) || Object.hasOwn(trees, id));
  const started = isStarted ? [`start:${id}`, `cancel:${id}`, `move:${id}`, `pause:${id}`, `undo:${id}`] : [];
  const names = [...Object.keys(actions), ...started].toSorted();
  return permitted(parts, names, (action) => ({ ...question, action }));
}

/**
 * Which people may do something now, of those the bundle's roles come from: members of groups, people on duty, people named. Sorted;
 * nothing is kept. Who has a role by a fact alone, and is in none of these, is not found.
 *
 * @throws what the directory rejects with, and Error where there are more people than a search asks.
 */
export async function whoMay(parts: DeskParts, question: Omit<MayQuestion, 'subject'>): Promise<readonly string[]> {
  const listed = await Promise.all(sourcesOf(parts).map((source) => peopleOfSource(parts.host, source, {})));
  const people = [...new Set(listed.flat())].toSorted();
  return permitted(parts, people, (subject) => ({ ...question, subject }));
}

/** Where roles come from, each once. */
function sourcesOf({ bundle }: DeskParts): readonly RoleSource[] {
  const sources = bundle.access.roles.flatMap(({ from }) => from).filter(({ kind }) => kind !== 'fact');
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()];
}

async function permitted(
  parts: DeskParts,
  asked: readonly string[],
  questionOf: (each: string) => MayQuestion,
): Promise<readonly string[]> {
  if (asked.length > MOST) throw new Error(`a search asks at most ${MOST} questions, and this is ${asked.length}`);
  const found: string[] = [];
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const some = asked.slice(from, from + AT_ONCE);
    const answers = await Promise.all(some.map((each) => decideAccess(parts, questionOf(each))));
    if (answers.some(({ reason }) => reason === 'unavailable')) throw new Error('what it depends on cannot be read');
    found.push(...some.filter((_, index) => answers[index]?.allowed === true));
  }
  return found;
}
