import type {
  AccessPolicy,
  AccessRequest,
  Activation,
  BreakGlass,
  Denial,
  Grant,
  Role,
  Separation,
  Subject,
  TemporaryRole,
} from '@deskbook/policies/access';
import type { Comparison, Condition } from '@deskbook/policies/conditions';

/** Parts of policies for tests, each with what a test does not care about filled in. */
export const role = (id: string, more: Partial<Role> = {}): Role => ({
  id,
  from: [{ kind: 'group', group: `${id}s` }],
  includes: [],
  reference: `access/acme#/roles/${id}`,
  ...more,
});

export const grant = (id: string, more: Partial<Grant> = {}): Grant => ({
  id,
  role: 'dba',
  allow: ['database.grant'],
  ask: [],
  when: null,
  reference: `access/acme#/grants/${id}`,
  cites: ['access-policy#a'],
  ...more,
});

export const denial = (id: string, more: Partial<Denial> = {}): Denial => ({
  id,
  role: 'anyone',
  deny: ['database.*'],
  when: null,
  reference: `access/acme#/denials/${id}`,
  cites: [],
  ...more,
});

export const separation = (id: string, more: Partial<Separation> = {}): Separation => ({
  id,
  apart: ['request', 'approve'],
  within: 'run',
  reference: `access/acme#/separation/${id}`,
  cites: [],
  ...more,
});

export const temporaryRole = (id: string, more: Partial<TemporaryRole> = {}): TemporaryRole => ({
  id,
  role: 'dba',
  for: 'employee',
  approval: 'production-access',
  atMost: { milliseconds: 14_400_000 },
  reference: `access/acme#/temporary/${id}`,
  cites: [],
  ...more,
});

export const glass = (id: string, more: Partial<BreakGlass> = {}): BreakGlass => ({
  id,
  role: 'employee',
  allow: ['database.*'],
  when: null,
  overrides: [],
  atMost: { milliseconds: 3_600_000 },
  review: 'break-glass-review',
  reference: `access/acme#/breakGlass/${id}`,
  cites: [],
  ...more,
});

/** An activation from 8 to 12 o'clock on 1 March 2026. */
export const activation = (of: string, more: Partial<Activation> = {}): Activation => ({
  of,
  from: '2026-03-01T08:00:00Z',
  until: '2026-03-01T12:00:00Z',
  record: `run/${of}`,
  ...more,
});

export const policy = (more: Partial<AccessPolicy> = {}): AccessPolicy => ({
  roles: [role('employee'), role('dba', { includes: ['employee'] })],
  grants: [grant('grant-database')],
  denials: [],
  separation: [],
  ...more,
});

export const person = (id: string, more: Partial<Subject> = {}): Subject => ({
  type: 'person',
  id,
  groups: [],
  roles: [],
  properties: {},
  ...more,
});

export const dora = person('dora', { groups: ['dbas'] });

export const asks = (more: Partial<AccessRequest> = {}): AccessRequest => ({
  subject: dora,
  action: 'database.grant',
  mode: 'act',
  resource: { type: 'request', id: 'R-1', properties: {} },
  context: {},
  duties: {},
  ...more,
});

export const compare = (fact: string, operator: Comparison['operator'], value: boolean | string): Condition => ({
  kind: 'compare',
  fact,
  operator,
  operand: { value },
  reference: `when/${fact}`,
});
