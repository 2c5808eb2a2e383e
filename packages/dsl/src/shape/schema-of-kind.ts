import type { Kind } from '../syntax/kind.ts';
import { accessSchema, accessSchemas } from './access.ts';
import { actionSchema } from './action.ts';
import { agentSchema } from './agent.ts';
import { approvalSchema } from './approval.ts';
import { bundleSchema } from './bundle.ts';
import { calendarSchema } from './calendar.ts';
import { decisionSchema, decisionSchemas } from './decision.ts';
import { factSchemas, factsSchema } from './facts.ts';
import { fixtureSchemas, fixturesSchema } from './fixtures.ts';
import { intentSchema } from './intent.ts';
import { notationSchemas } from './notation.ts';
import { policySchema } from './policy.ts';
import type { Schema } from './schema.ts';
import { serviceSchema } from './service.ts';
import { slaSchema, slaSchemas } from './sla.ts';
import { sourceSchema, sourceSchemas } from './source.ts';
import { stepSchemas } from './step.ts';
import { templateSchema } from './template.ts';
import { testSchema, testSchemas } from './test.ts';
import { treeSchema, treeSchemas } from './tree.ts';
import { triggerSchema } from './trigger.ts';
import { workflowSchema } from './workflow.ts';

/** The schema of each kind of definition. */
export const schemaOfKind: { readonly [kind in Kind]: Schema } = {
  bundle: bundleSchema,
  facts: factsSchema,
  source: sourceSchema,
  action: actionSchema,
  decision: decisionSchema,
  policy: policySchema,
  trigger: triggerSchema,
  access: accessSchema,
  approval: approvalSchema,
  calendar: calendarSchema,
  sla: slaSchema,
  workflow: workflowSchema,
  tree: treeSchema,
  service: serviceSchema,
  agent: agentSchema,
  intent: intentSchema,
  template: templateSchema,
  fixtures: fixturesSchema,
  test: testSchema,
};

/** Schemas that others refer to by name. */
export const namedSchemas: { readonly [name: string]: Schema } = {
  ...notationSchemas,
  ...factSchemas,
  ...sourceSchemas,
  ...decisionSchemas,
  ...accessSchemas,
  ...slaSchemas,
  ...stepSchemas,
  ...treeSchemas,
  ...fixtureSchemas,
  ...testSchemas,
};

/** The schema that a `$ref` means. */
export function namedSchema($ref: string): Schema {
  const name = $ref.slice($ref.lastIndexOf('/') + 1);
  const schema = Object.hasOwn(namedSchemas, name) ? namedSchemas[name] : undefined;
  if (schema === undefined) throw new Error(`no schema is called ${name}`);
  return schema;
}
