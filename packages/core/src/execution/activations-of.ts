import type { AccessPolicy, Activation, Subject } from '@deskbook/policies';
import { accessOf } from './access-of.ts';
import type { ExecutionHost } from './host.ts';

/**
 * What open runs give a person, as those have recorded it. Whether it counts at this moment is the policy's to say; but what was given
 * to the people of a role is lost with that role, however long it was given for.
 */
export function activationsOf(
  { store, bundle, clock }: ExecutionHost,
  subject: Subject,
): Pick<Subject, 'activations'> | null {
  const { access } = bundle();
  if ((access.temporary ?? []).length + (access.breakGlass ?? []).length === 0) return null;
  const recorded = store
    .runs({ activatedBy: subject.id })
    .flatMap(({ run, activation }) => (activation === undefined ? [] : { ...activation, record: run }));
  if (recorded.length === 0) return null;
  const roles = (activations: readonly Activation[]): ReadonlySet<string> =>
    new Set(
      accessOf(bundle())
        .rolesOf({ ...subject, activations }, { now: clock.now() })
        .keys(),
    );
  return { activations: stillDue(access, recorded, roles) };
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
function isFromFact({ roles }: Pick<AccessPolicy, 'roles'>, role: string | undefined): boolean {
  const above = roles.filter(({ id, includes }) => id === role || (role !== undefined && includes.includes(role)));
  return above.some(
    ({ id, from }) => from.some(({ kind }) => kind === 'fact') || (id !== role && isFromFact({ roles }, id)),
  );
}
