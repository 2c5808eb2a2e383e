import { definition } from './notation.ts';
import type { EverywhereShape } from './notation.ts';
import { flag, list, map, record, text, whole, word } from './schema.ts';

/** What an agent can do. */
export interface SkillShape {
  readonly task: string;
  readonly data?: readonly { readonly path: string; readonly min_count?: number; readonly optional?: boolean }[];
}

/** `kind: agent`, as written. */
export interface AgentShape extends EverywhereShape {
  readonly kind: 'agent';
  readonly title: string;
  readonly part: 'domain' | 'knowledge' | 'data_query';
  readonly skills?: { readonly [skill: string]: SkillShape };
  /** The task text of knowledge and data-query agents. */
  readonly task?: string;
}

const task = text('What the plan says it does; a template over `intent`.', { minLength: 1 });

export const agentSchema = definition(
  'agent',
  'An agent of the orchestrator.',
  {
    title: text('The `owner` printed in plans.', { minLength: 1 }),
    part: word('Its part in a plan.', ['domain', 'knowledge', 'data_query']),
    'skills?': map(
      "Its skills, by the contract's own names.",
      record('A skill.', {
        task,
        'data?': list(
          'The data it works on.',
          record('A kind of data.', {
            path: text('Where it is.', { examples: ['assessment_context.assets.configs'] }),
            'min_count?': whole('How much at least; 1, or 0 where optional, unless written.', 0),
            'optional?': flag('It can do without.'),
          }),
        ),
      }),
      { minProperties: 1 },
    ),
    'task?': task,
  },
  {
    demands: [
      { key: 'part', in: ['domain'], keys: ['skills'] },
      { key: 'part', in: ['knowledge', 'data_query'], keys: ['task'] },
    ],
  },
);
