import { check } from '../../src/check/index.ts';
import type { Checked } from '../../src/check/checked.ts';
import { parse } from '../../src/syntax/index.ts';

/** A small desk around what is tested: facts, actions, an approval, decisions, roles and grants for everything. */
const base: { readonly [path: string]: string } = {
  'bundle.yaml': `kind: bundle
id: desk
version: 1.0.0
language: 1
settings: { languages: [en, de], owner: service-desk }
robot: { role: desk-robot }
warnings: { missing-translation: these are tests, unused-definition: these are tests }
`,
  'access.yaml': `kind: access
id: desk
roles:
  desk-robot: { from: given }
  service-desk: { from: { group: Desk } }
  owner: { from: { group: Owners } }
  staff: { from: { group: Staff } }
grants:
  - { id: robot, role: desk-robot, allow: ['*'] }
  - { id: people, role: staff, ask: ['*'] }
`,
  'database.grant.yaml': `kind: action
id: database.grant
port: actions
input: { user: person, role: { type: text, optional: true } }
output: { grant: text }
effect: write
undo: { do: database.revoke, with: { grant: '{{output.grant}}' }, exact: true }
errors: [unavailable]
timeout: 1m
idempotent: by_key
`,
  'database.revoke.yaml': `kind: action
id: database.revoke
port: actions
input: { grant: text }
output: {}
effect: write
undo: none
errors: [unavailable]
timeout: 1m
idempotent: by_key
`,
  'device.check.yaml': `kind: action
id: device.check
port: actions
input: { asset: asset, check: text }
output: { state: text }
effect: read
errors: [unavailable]
timeout: 1m
idempotent: always
`,
  'approval.yaml': `kind: approval
id: data-access
question: May this be read?
seats: [{ role: owner }]
within: 48h
`,
  'verdict.yaml': `kind: decision
id: verdict
hit: first
sets: { decision: decision, risk: { one_of: [LOW, MEDIUM, HIGH] } }
rules:
  - { id: denied, when: { requester.employment: contractor }, then: { decision: DENIED, risk: HIGH } }
  - { id: asked, when: { ticket.category: access }, then: { decision: REQUIRES_APPROVAL, risk: MEDIUM } }
  - { id: rest, otherwise: true, then: { decision: ALLOWED, risk: LOW } }
`,
  'kit.yaml': `kind: decision
id: kit
hit: first
sets: { laptop: text }
rules:
  - { id: it, when: { requester.department: it }, then: { laptop: big } }
`,
};

/** Checks a desk with these files beside the base; a file of the same path replaces it. */
export function checkDesk(files: { readonly [path: string]: string }): Checked {
  const all = Object.entries({ ...base, ...files });
  return check(parse(all.map(([path, text]) => ({ path, text }))));
}

/** What is said about these files: `name: message`, by place. */
export function lintDesk(files: { readonly [path: string]: string }): readonly string[] {
  return checkDesk(files).diagnostics.map(({ name, message }) => `${name}: ${message}`);
}

/** A workflow of these steps, and what else it says. */
export function workflowOf(steps: string, more = ''): { readonly [path: string]: string } {
  return {
    'workflow.yaml': `kind: workflow\nid: flow\nacts: { as: desk-robot, for: requester }\n${more}steps:\n${steps}`,
  };
}

/** A tree of these nodes, and what else it says. */
export function treeOf(nodes: string, more = ''): { readonly [path: string]: string } {
  return {
    'tree.yaml': `kind: tree\nid: wifi\nstart: radio\nif_unsure: desk\n${more}nodes:\n${nodes}outcomes: { solved: { result: solved }, desk: { result: escalated } }\n`,
  };
}
