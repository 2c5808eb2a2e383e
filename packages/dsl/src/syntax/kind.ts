/** Every kind of definition, in the order the language reference presents them. */
export const kinds = [
  'bundle', 'facts', 'source', 'action', 'decision', 'policy', 'trigger', 'access', 'approval', 'calendar', 'sla', 'workflow',
  'tree', 'service', 'agent', 'intent', 'template', 'fixtures', 'test',
] as const; // prettier-ignore

/** A kind of definition. */
export type Kind = (typeof kinds)[number];
