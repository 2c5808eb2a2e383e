import type { JsonObject, AccessPolicy, ApprovalDefinition, Decision } from '@deskbook/policies';
import type { Sla } from '@deskbook/policies/sla';
import type { ActionContract } from '../bundle/action-contract.ts';
import type { Agent, Intent } from '../bundle/agent.ts';
import type { CalendarDefinition } from '../bundle/calendar-definition.ts';
import type { FactModel } from '../bundle/fact-model.ts';
import type { Fields } from '../bundle/field.ts';
import type { Fixtures } from '../bundle/fixtures.ts';
import type { PolicyDocument } from '../bundle/policy-document.ts';
import type { Service } from '../bundle/service.ts';
import type { SourceMapping } from '../bundle/source-mapping.ts';
import type { TemplateDefinition } from '../bundle/template-definition.ts';
import type { TestDefinition } from '../bundle/test-definition.ts';
import type { Tree } from '../bundle/tree.ts';
import type { Trigger } from '../bundle/trigger.ts';
import type { Workflow } from '../bundle/workflow.ts';
import type { Kind } from '../syntax/kind.ts';
import type { SourceText } from '../syntax/source-text.ts';
import type { Checking } from './checking.ts';

type ById<Value> = { readonly [id: string]: Value };

/**
 * What definitions know of each other before any of them is compiled: the vocabulary, and what each action, workflow, tree and
 * decision takes and gives. Compilers of bodies read this and nothing of each other's results.
 */
export interface Program {
  readonly checking: Checking;
  /** The bundle's files, sample payloads among them. */
  readonly files: readonly SourceText[];
  readonly facts: FactModel;
  readonly values: JsonObject;
  readonly secrets: readonly string[];
  /** The bundle's actions and the built-in ones. */
  readonly actions: ById<ActionContract>;
  readonly workflowInputs: ById<Fields>;
  readonly treeInputs: ById<Fields>;
  /** What each decision sets, plain names and facts alike. */
  readonly sets: ById<Fields>;
  /** What each template needs, built-in ones among them. */
  readonly templateNeeds: ById<Fields>;
  readonly roles: readonly string[];
  /** What of each policy document can be cited, by policy. */
  readonly anchors: ById<{ readonly [anchor: string]: string }>;
}

/** Everything compiled, for the rules that look across definitions. What was wrong is absent. */
export interface Compiled extends Program {
  /** The kinds of which nothing is absent: only of these can be said that something is nowhere. */
  readonly whole: ReadonlySet<Kind>;
  readonly sources: ById<SourceMapping>;
  readonly decisions: ById<Decision>;
  readonly policies: ById<PolicyDocument>;
  readonly triggers: readonly Trigger[];
  readonly access: AccessPolicy;
  readonly approvals: ById<ApprovalDefinition>;
  readonly calendars: ById<CalendarDefinition>;
  readonly slas: ById<Sla>;
  readonly workflows: ById<Workflow>;
  readonly trees: ById<Tree>;
  readonly services: ById<Service>;
  readonly agents: ById<Agent>;
  readonly intents: ById<Intent>;
  readonly templates: ById<TemplateDefinition>;
  readonly fixtures: ById<Fixtures>;
  readonly tests: readonly TestDefinition[];
}

/** A rule that looks across definitions: it reports through `compiled.checking` and returns nothing. */
export type ValidationRule = (compiled: Compiled) => void;
