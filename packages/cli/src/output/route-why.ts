import { intentFacts } from '@deskbook/core/routing';
import type { Bundle, Intent } from '@deskbook/dsl/bundle';
import type { Explanation, JsonObject } from '@deskbook/policies';
import { describeExplanation, explain, truthSign } from '@deskbook/policies/conditions';
import type { Paint } from './paint.ts';
import { placeText } from './place-text.ts';

/** Why an intent has the tasks it has: which line calls for the knowledge agent, for the data-query agent and for each skill. */
export interface RouteExplanation {
  readonly intent: string;
  readonly reference: string;
  /** Whether enterprise knowledge is asked for, and the condition that says so, with what it saw. */
  readonly knowledge: { readonly kind: Intent['knowledge']['kind']; readonly when: Explanation | null };
  readonly skills: readonly {
    readonly agent: string;
    readonly skill: string;
    readonly reference: string;
    /** What the skill works on: any of it calls for the data-query agent. */
    readonly data: readonly string[];
  }[];
}

/** Explains the route of an intent. */
export function explainRoute(bundle: Bundle, intent: Intent, state: JsonObject): RouteExplanation {
  const { knowledge } = intent;
  return {
    intent: intent.id,
    reference: intent.reference,
    knowledge: {
      kind: knowledge.kind,
      when: knowledge.kind === 'when' ? explain(knowledge.when, intentFacts(state)) : null,
    },
    skills: intent.skills.map(({ agent, skill }) => ({
      agent,
      skill,
      reference: bundle.agents[agent]?.reference ?? '',
      data: bundle.agents[agent]?.skills[skill]?.data.map(({ path }) => path) ?? [],
    })),
  };
}

/** The same in words, a line a reason. */
export function routeWhy(
  bundle: Bundle,
  { intent, reference, knowledge: { kind, when }, skills }: RouteExplanation,
  paint: Paint,
): readonly string[] {
  const { bold, dim } = paint;
  const withData = skills.filter(({ data }) => data.length > 0);
  const isAsked = kind === 'always' || when?.truth === 'holds';
  return [
    `intent ${bold(intent)} ${dim(placeText(bundle, reference))}`,
    `  ${truthSign(isAsked ? 'holds' : (when?.truth ?? 'fails'), paint)} knowledge is asked for ${when === null ? kind : 'when'}`,
    ...(when === null ? [] : describeExplanation(when, paint).map((line) => `    ${line}`)),
    `  ${truthSign(withData.length > 0 ? 'holds' : 'fails', paint)} data is asked for ${withData.length > 0 ? `by ${withData.map(({ skill }) => skill).join(', ')}` : 'by no skill'}`,
    ...skills.map(
      ({ agent, skill, reference: at, data }) =>
        `  skill ${bold(skill)} of ${agent} ${dim(placeText(bundle, at))}${data.length > 0 ? `: needs ${data.join(', ')}` : ': needs no data'}`,
    ),
  ];
}
