import type { Definition } from '../syntax/syntax.ts';
import type { Kind } from '../syntax/kind.ts';
import type { AccessShape } from './access.ts';
import type { ActionShape } from './action.ts';
import type { AgentShape } from './agent.ts';
import type { ApprovalShape } from './approval.ts';
import type { BundleShape } from './bundle.ts';
import type { CalendarShape } from './calendar.ts';
import type { DecisionShape } from './decision.ts';
import type { FactsShape } from './facts.ts';
import type { FixturesShape } from './fixtures.ts';
import type { IntentShape } from './intent.ts';
import type { PolicyShape } from './policy.ts';
import type { ServiceShape } from './service.ts';
import type { SlaShape } from './sla.ts';
import type { SourceShape } from './source.ts';
import type { TemplateShape } from './template.ts';
import type { TestShape } from './test.ts';
import type { TreeShape } from './tree.ts';
import type { TriggerShape } from './trigger.ts';
import type { WorkflowShape } from './workflow.ts';

/** What the data of each kind looks like once its shape has been checked. */
export interface ShapeOfKind {
  readonly bundle: BundleShape;
  readonly facts: FactsShape;
  readonly source: SourceShape;
  readonly action: ActionShape;
  readonly decision: DecisionShape;
  readonly policy: PolicyShape;
  readonly trigger: TriggerShape;
  readonly access: AccessShape;
  readonly approval: ApprovalShape;
  readonly calendar: CalendarShape;
  readonly sla: SlaShape;
  readonly workflow: WorkflowShape;
  readonly tree: TreeShape;
  readonly service: ServiceShape;
  readonly agent: AgentShape;
  readonly intent: IntentShape;
  readonly template: TemplateShape;
  readonly fixtures: FixturesShape;
  readonly test: TestShape;
}

/** A definition of a kind, with data of the kind's shape. Without a kind: of any, told apart by `kind`. */
export type DefinitionOf<K extends Kind = Kind> = {
  readonly [kind in K]: Omit<Definition, 'kind' | 'data'> & { readonly kind: kind; readonly data: ShapeOfKind[kind] };
}[K];
