import type { AccessPolicy } from '@deskbook/policies';
import { kinds, type Kind } from '../syntax/kind.ts';
import type { Definition } from '../syntax/syntax.ts';
import type { Workflow } from '../bundle/workflow.ts';
import type { EverywhereShape } from '../shape/notation.ts';
import type { Names } from './checking.ts';
import type { Collected } from './collect.ts';
import { compileAccess } from './definitions/compile-access.ts';
import { compileActivations } from './definitions/compile-activations.ts';
import { compileAgent, compileIntent } from './definitions/compile-agent.ts';
import { compileApproval } from './definitions/compile-approval.ts';
import { compileCalendar } from './definitions/compile-calendar.ts';
import { compileCites } from './definitions/compile-cites.ts';
import { compileDecision } from './definitions/compile-decision.ts';
import { compileFixtures } from './definitions/compile-fixtures.ts';
import { compilePolicy } from './definitions/compile-policy.ts';
import { compileService } from './definitions/compile-service.ts';
import { compileSla } from './definitions/compile-sla.ts';
import { compileSource } from './definitions/compile-source.ts';
import { compileTemplate, remainingBuiltIns } from './definitions/compile-template.ts';
import { compileTest } from './definitions/compile-test.ts';
import { compileTrigger } from './definitions/compile-trigger.ts';
import { groupTemplates } from './definitions/group-templates.ts';
import { compileWorkflow } from './graphs/steps/compile-workflow.ts';
import { compileTree } from './graphs/trees/compile-tree.ts';
import { at } from './place.ts';
import { placeIn } from './place-at.ts';
import type { Compiled, Program } from './program.ts';
import { isNamed, speaksOfUnread } from './unread.ts';

/**
 * Compiles the body of every definition. One with an error is left out, so that no later rule looks at it; and so is one that
 * speaks of a definition that could not be read.
 */
export function compileDefinitions(
  program: Program,
  { failed }: Pick<Collected, 'failed'>,
  unread: ReadonlySet<string>,
): Compiled {
  const { names } = program.checking;
  const broken = new Set<Kind>();
  const absent = new Set<string>();
  const access = byId('access', compileAccess);
  const compiled = {
    ...program,
    sources: byId('source', compileSource),
    decisions: byId('decision', compileDecision),
    policies: byId('policy', compilePolicy),
    triggers: Object.values(byId('trigger', compileTrigger)),
    access: joinAccess(Object.values(access)),
    approvals: byId('approval', compileApproval),
    calendars: byId('calendar', compileCalendar),
    slas: byId('sla', compileSla),
    workflows: byId('workflow', compileWorkflow),
    trees: byId('tree', compileTree),
    services: byId('service', compileService),
    agents: byId('agent', compileAgent),
    intents: byId('intent', compileIntent),
    templates: templates(),
    fixtures: byId('fixtures', compileFixtures),
    tests: Object.values(byId('test', compileTest)),
  };
  const { workflows, trees } = withoutDependents(compiled, names, new Set([...unread, ...absent]));
  if (Object.keys(workflows).length < names.ids('workflow').length) broken.add('workflow');
  if (Object.keys(trees).length < names.ids('tree').length) broken.add('tree');
  const activations = Object.entries(access).flatMap(([id, policy]) => activationsOf(id, policy));
  return {
    ...compiled,
    workflows: { ...Object.fromEntries(activations.map((workflow) => [workflow.id, workflow])), ...workflows },
    trees,
    whole: new Set(kinds.filter((kind) => !broken.has(kind))),
  };

  /** What is written in an `access` and is started like a workflow. */
  function activationsOf(id: string, policy: AccessPolicy): readonly Workflow[] {
    const definition = names.find('access', id);
    if (definition === undefined) return [];
    let workflows: readonly Workflow[] = [];
    const wrong = failed(() => {
      workflows = compileActivations(definition, policy, program);
    });
    return wrong ? [] : workflows;
  }

  function byId<Result>(
    kind: Kind,
    compile: (definition: Definition, program: Program) => Result | null,
  ): { readonly [id: string]: Result } {
    const results: [string, Result][] = [];
    for (const definition of names.all(kind)) {
      const result = sound(definition, () => compile(definition, program));
      if (result !== null) results.push([definition.id, result]);
      else if (isNamed(kind)) absent.add(definition.id);
    }
    if (results.length < names.ids(kind).length) broken.add(kind);
    return Object.fromEntries(results);
  }

  function templates(): Compiled['templates'] {
    const groups = groupTemplates(program.checking);
    const own = [...groups].flatMap(([id, group]) => {
      const template = sound(group.main, () => compileTemplate(id, group, program));
      return template === null ? [] : [[id, template] as const];
    });
    return { ...remainingBuiltIns(new Set(names.ids('template')), program), ...Object.fromEntries(own) };
  }

  function sound<Result>(definition: Definition, compile: () => Result | null): Result | null {
    if (speaksOfUnread(definition, unread)) return null;
    let result: Result | null = null;
    const wrong = failed(() => {
      checkCites(definition, program);
      result = compile();
    });
    return wrong ? null : result;
  }
}

/** What speaks of something absent is left out too, and what speaks of that, so that no rule takes it for complete. */
function withoutDependents(
  compiled: Pick<Compiled, 'workflows' | 'trees'>,
  names: Names,
  absent: ReadonlySet<string>,
): Pick<Compiled, 'workflows' | 'trees'> {
  const keep = (kind: Kind, id: string): boolean => {
    const definition = names.find(kind, id);
    return definition === undefined || !speaksOfUnread(definition, absent);
  };
  const workflows = Object.fromEntries(Object.entries(compiled.workflows).filter(([id]) => keep('workflow', id)));
  const trees = Object.fromEntries(Object.entries(compiled.trees).filter(([id]) => keep('tree', id)));
  const lost = [...Object.keys(compiled.workflows), ...Object.keys(compiled.trees)].filter(
    (id) => !Object.hasOwn(workflows, id) && !Object.hasOwn(trees, id),
  );
  if (lost.length === 0) return { workflows, trees };
  return withoutDependents({ workflows, trees }, names, new Set([...absent, ...lost]));
}

/** What a definition as a whole rests on. */
function checkCites(definition: Definition, program: Program): void {
  const { cites } = definition.data as unknown as EverywhereShape;
  compileCites(cites, at(placeIn(program.checking, definition), 'cites'), program);
}

/** All `access` definitions are one policy. Lists that most bundles do without are absent where they would be empty. */
function joinAccess(parts: readonly AccessPolicy[]): AccessPolicy {
  const temporary = parts.flatMap((part) => part.temporary ?? []);
  const breakGlass = parts.flatMap((part) => part.breakGlass ?? []);
  return {
    roles: parts.flatMap(({ roles }) => roles),
    grants: parts.flatMap(({ grants }) => grants),
    denials: parts.flatMap(({ denials }) => denials),
    separation: parts.flatMap(({ separation }) => separation),
    ...(temporary.length === 0 ? {} : { temporary }),
    ...(breakGlass.length === 0 ? {} : { breakGlass }),
  };
}
