import type { AccessPolicy, BreakGlass, Denial, Grant, TemporaryRole } from '@deskbook/policies';

/**
 * The policy with who may start what it gives for a while: the people of the role that is written there, and nobody else, however wide
 * a grant of `start:` is. Whose role is not known may not.
 */
export function withStartRules(policy: AccessPolicy): AccessPolicy {
  const entries = [
    ...(policy.temporary ?? []).map((entry) => ({ entry, role: entry.for })),
    ...(policy.breakGlass ?? []).map((entry) => ({ entry, role: entry.role })),
  ];
  if (entries.length === 0) return policy;
  return {
    ...policy,
    grants: [...policy.grants, ...entries.map(({ entry, role }) => startGrant(entry, role))],
    denials: [...policy.denials, ...entries.map(({ entry, role }) => startDenial(entry, role))],
  };
}

/** What the two rules are called; no author's id has a colon. */
const idOf = ({ id }: TemporaryRole | BreakGlass): string => `start:${id}`;

function startGrant(entry: TemporaryRole | BreakGlass, role: string): Grant {
  const { reference, cites } = entry;
  return { id: idOf(entry), role, allow: [], ask: [idOf(entry)], when: null, reference, cites };
}

function startDenial(entry: TemporaryRole | BreakGlass, role: string): Denial {
  const { reference, cites } = entry;
  const has = { kind: 'compare', fact: 'subject.roles', operator: 'has', operand: { value: role }, reference } as const;
  return {
    id: idOf(entry),
    role: 'anyone',
    deny: [idOf(entry)],
    when: { kind: 'not', of: has, reference },
    reference,
    cites,
  };
}
