import type { AccessPolicy, Activation, Subject } from '@deskbook/policies';
import { accessOf } from './access-of.ts';
import type { ExecutionHost } from './host.ts';

/**
 * What open runs give a person, as those have recorded it. Whether it counts at this moment is the policy's to say; but what was given
 * to the people of a role is lost with that role, however long it was given for, and a run whose bundle is not here gives nothing.
 */
export function activationsOf(
  { store, bundle, bundleOf, clock }: ExecutionHost,
  subject: Subject,
): Pick<Subject, 'activations'> | null {
  const { access } = bundle();
  if ((access.temporary ?? []).length + (access.breakGlass ?? []).length === 0) return null;
  const recorded = store.runs({ activatedBy: subject.id }).flatMap(({ run, activation, bundle: hash }) => {
    const then = activation === undefined ? null : bundleOf(hash);
    if (activation === undefined || then === null) return [];
    return isSame(activation.of, then.access, access) ? { ...activation, record: run } : [];
  });
  if (recorded.length === 0) return null;
  const roles = (activations: readonly Activation[]): ReadonlySet<string> =>
    new Set(
      accessOf(bundle())
        .rolesOf({ ...subject, activations }, { now: clock.now() })
        .keys(),
    );
  return { activations: stillDue(access, recorded, roles) };
}

/** Whether a temporary role is still the one that was asked for: what was agreed to then is not taken for what is written now. */
function isSame(id: string, then: AccessPolicy, now: AccessPolicy): boolean {
  const find = (access: AccessPolicy) => access.temporary?.find((entry) => entry.id === id);
  const [before, after] = [find(then), find(now)];
  if (before === undefined || after === undefined) return before === after;
  return before.role === after.role && before.for === after.for && before.approval === after.approval;
}

/** Those whose people the subject is still one of. One temporary role may rest on another, but none on itself. */
function stillDue(
  access: AccessPolicy,
  recorded: readonly Activation[],
  rolesWith: (activations: readonly Activation[]) => ReadonlySet<string>,
): readonly Activation[] {
  const asked = new Map((access.temporary ?? []).map((entry) => [entry.id, entry.for]));
  let due = recorded.filter(({ of }) => isFromFact(access, asked.get(of)));
  for (;;) {
    const roles = rolesWith(due);
    const more = recorded.filter((activation) => {
      const role = asked.get(activation.of);
      return due.includes(activation) || role === undefined || roles.has(role);
    });
    if (more.length === due.length) return more;
    due = more;
  }
}

/** Whether who has a role hangs on a fact of the occasion, which is not known here. */
function isFromFact({ roles }: AccessPolicy, role: string | undefined): boolean {
  const above = new Set(role === undefined ? [] : [role]);
  for (const id of above) for (const each of roles) if (each.includes.includes(id)) above.add(each.id);
  return roles.some(({ id, from }) => above.has(id) && from.some(({ kind }) => kind === 'fact'));
}
