import type { Agent, Intent, Skill } from '../../bundle/agent.ts';
import { unknownSkill } from '../../diagnostics/pages/reference/unknown-skill.ts';
import type { AgentShape, SkillShape } from '../../shape/agent.ts';
import type { IntentShape } from '../../shape/intent.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileCondition } from '../compile-condition.ts';
import { factScope } from '../fact-scope.ts';
import { compileSpoken } from '../graphs/steps/compile-spoken.ts';
import { at, referenceTo, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { refer } from '../refer.ts';
import { report } from '../report.ts';
import { rootField } from '../scope.ts';
import { suggestion } from '../suggestion.ts';

/** Compiles `kind: agent`. Its texts speak of `intent`. */
export function compileAgent(definition: Definition, program: Program): Agent {
  const raw = definition.data as unknown as AgentShape;
  const place = placeFor(definition, program);
  if (raw.task !== undefined) compileSpoken(raw.task, at(place, 'task'));
  const skills = Object.entries(raw.skills ?? {}).map(([id, skill]) => [
    id,
    compileSkill(id, skill, at(place, 'skills', id)),
  ]);
  return {
    id: raw.id,
    title: raw.title,
    part: raw.part,
    skills: Object.fromEntries(skills),
    task: raw.task ?? null,
    reference: referenceTo(place),
  };
}

function compileSkill(id: string, raw: SkillShape, place: Place): Skill {
  compileSpoken(raw.task, at(place, 'task'));
  const data = (raw.data ?? []).map(({ path, optional = false, min_count: minCount = optional ? 0 : 1 }) => ({
    path,
    minCount,
    optional,
  }));
  return { id, task: raw.task, data };
}

/** Compiles `kind: intent`. */
export function compileIntent(definition: Definition, program: Program): Intent {
  const raw = definition.data as unknown as IntentShape;
  const place = placeFor(definition, program);
  const { knowledge, data_query: dataQuery } = raw.tasks ?? {};
  if (knowledge !== undefined) compileSpoken(knowledge, at(place, 'tasks', 'knowledge'));
  if (dataQuery !== undefined) compileSpoken(dataQuery, at(place, 'tasks', 'data_query'));
  return {
    id: raw.id,
    skills: raw.skills.flatMap((skill, index) => compileSkillName(skill, at(place, 'skills', index)) ?? []),
    knowledge: compileKnowledge(raw.knowledge, at(place, 'knowledge')),
    tasks: { ...(knowledge === undefined ? {} : { knowledge }), ...(dataQuery === undefined ? {} : { dataQuery }) },
    reference: referenceTo(place),
  };
}

/** A skill as `agent/skill`. */
function compileSkillName(written: string, place: Place): Intent['skills'][number] | null {
  const [agent = '', skill = ''] = written.split('/', 2);
  const definition = refer('agent', agent, place);
  if (definition === null) return null;
  const skills = Object.keys((definition.data as unknown as AgentShape).skills ?? {});
  if (skills.includes(skill)) return { agent, skill };
  report(place, unknownSkill, `\`${agent}\` has no skill \`${skill}\``, { help: suggestion(skill, skills) });
  return null;
}

function compileKnowledge(raw: IntentShape['knowledge'], place: Place): Intent['knowledge'] {
  if (typeof raw === 'string') return { kind: raw };
  const when = compileCondition(raw.when, at(place, 'when'));
  return when === null ? { kind: 'never' } : { kind: 'when', when };
}

function placeFor(definition: Definition, program: Program): Place {
  return placeIn(
    program.checking,
    definition,
    factScope(program.facts, { intent: rootField(program.facts, 'intent') }),
  );
}
