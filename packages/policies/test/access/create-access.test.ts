import { describe, expect, test } from 'vitest';
import { createAccess } from '@deskbook/policies/access';
import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';

const policy: AccessPolicy = {
  roles: [
    { id: 'employee', from: [{ kind: 'group', group: 'staff' }], includes: [], reference: 'r0' },
    { id: 'dba', from: [{ kind: 'group', group: 'dbas' }], includes: ['employee'], reference: 'r1' },
  ],
  grants: [{ id: 'g', role: 'dba', allow: ['database.*'], ask: [], when: null, reference: 'g', cites: ['p#a'] }],
  denials: [],
  separation: [],
  temporary: [],
};
const request: AccessRequest = {
  subject: { type: 'person', id: 'dora', groups: ['dbas'], roles: [], properties: {} },
  action: 'database.grant',
  mode: 'act',
  resource: { type: 'request', id: 'R1', properties: {} },
  context: {},
  duties: {},
};
describe('access', () => {
  test('a grant allows and says why', () => {
    expect(createAccess(policy).may(request)).toEqual({
      allowed: true,
      reason: 'granted',
      basis: { kind: 'grant', id: 'g', through: ['dba', 'group:dbas'], reference: 'g', cites: ['p#a'] },
      missing: [],
    });
    expect(createAccess(policy).may({ ...request, action: 'database' }).reason).toBe('no_grant');
  });
});
