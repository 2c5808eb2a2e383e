import type { Facts } from '@deskbook/policies';
import type { Agent, Bundle, Intent, Skill } from '@deskbook/dsl/bundle';
import { intentFacts } from './intent-facts.ts';
import type { RequiredData, RouteRefusal, RouteState, RouteTask } from './route-state.ts';
import { plannerNode, writeState } from './write-state.ts';
import type { WriteResult } from './write-state.ts';

/** What planning reads from its surroundings: pure functions, passed in so that routing loads no engine it may not need. */
export interface RouteReading {
  /** Whether a condition over `intent` surely holds. */
  readonly holds: (
    condition: NonNullable<Extract<Intent['knowledge'], { kind: 'when' }>>['when'],
    facts: Facts,
  ) => boolean;
  /** Renders a task's text; an absent value is named, not blanked. */
  readonly render: (
    text: string,
    facts: Facts,
  ) => { readonly ok: true; readonly text: string } | { readonly ok: false; readonly missing: readonly string[] };
}

/**
 * Turns an intent into tasks and routing: the knowledge agent first where the intent calls for it, the data-query agent where a
 * skill declares data, then the domain agents, side by side. Reads `intent` alone: the same intent gives the same bytes,
 * whatever was planned before.
 */
export function planRoute(bundle: Bundle, state: RouteState, reading: RouteReading): WriteResult {
  const intent = Object.hasOwn(bundle.intents, state.intent.intent_class)
    ? bundle.intents[state.intent.intent_class]
    : undefined;
  if (!intent)
    return refuse(
      'unknown_intent',
      `no intent is called ${state.intent.intent_class}; there are ${Object.keys(bundle.intents).sort().join(', ')}`,
    );
  const facts = intentFacts(state.intent);
  const drafts = draftTasks(bundle, intent, facts, reading);
  const tasks: RouteTask[] = [];
  for (const [index, draft] of drafts.entries()) {
    const description = reading.render(draft.text, facts);
    if (!description.ok)
      return refuse('missing_value', `the task of ${draft.owner} needs ${description.missing.join(', ')}`);
    tasks.push(taskOf(draft, index, drafts, description.text));
  }
  return writeState(state, {
    node: plannerNode,
    plan: { tasks, routing: [...new Set(tasks.map(({ owner }) => owner))] },
  });
}

/** A task before it has a number and a text. */
interface Draft {
  readonly part: Agent['part'];
  readonly owner: string;
  readonly text: string;
  readonly data: readonly RequiredData[];
}

function draftTasks(bundle: Bundle, intent: Intent, facts: Facts, reading: RouteReading): readonly Draft[] {
  const assessments = intent.skills.flatMap(({ agent, skill }) => {
    const contract = bundle.agents[agent];
    const found = contract?.skills[skill];
    return contract && found ? [assessment(contract, found)] : [];
  });
  const needsData = assessments.some(({ data }) => data.length > 0);
  const knowledge = needsKnowledge(intent, facts, reading)
    ? supporting(bundle, 'knowledge', intent.tasks.knowledge)
    : [];
  const query = needsData ? supporting(bundle, 'data_query', intent.tasks.dataQuery) : [];
  return [...knowledge, ...query, ...assessments];
}

function assessment(agent: Agent, skill: Skill): Draft {
  const data = skill.data.map(({ path, minCount, optional }): RequiredData => ({
    data_path: path,
    skill: skill.id,
    min_count: minCount,
    priority: optional ? 'optional' : 'required',
  }));
  return { part: 'domain', owner: agent.title, text: skill.task, data };
}

/** The one agent of a supporting part; lint sees to it that there is one with a text wherever an intent needs it. */
function supporting(bundle: Bundle, part: 'knowledge' | 'data_query', text: string | undefined): readonly Draft[] {
  const agent = Object.values(bundle.agents).find((candidate) => candidate.part === part);
  return agent ? [{ part, owner: agent.title, text: text ?? agent.task ?? agent.title, data: [] }] : [];
}

function needsKnowledge(intent: Intent, facts: Facts, reading: RouteReading): boolean {
  return intent.knowledge.kind === 'when'
    ? reading.holds(intent.knowledge.when, facts)
    : intent.knowledge.kind === 'always';
}

/** Data query waits for knowledge; an assessment waits for data query where it declares data, and for nothing otherwise. */
function taskOf(draft: Draft, index: number, drafts: readonly Draft[], description: string): RouteTask {
  const before = draft.part === 'data_query' ? 'knowledge' : draft.data.length > 0 ? 'data_query' : null;
  return {
    id: taskId(index),
    description,
    owner: draft.owner,
    depends_on: drafts.flatMap(({ part }, other) => (part === before ? [taskId(other)] : [])),
    ...(draft.data.length > 0 && { required_data: draft.data }),
    status: 'pending',
    outputs: {},
  };
}

function taskId(index: number): string {
  return `T${index + 1}`;
}

function refuse(code: RouteRefusal['code'], message: string): WriteResult {
  return { ok: false, refusal: { code, message } };
}
