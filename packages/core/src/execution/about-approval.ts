import type { ApprovalDefinition, JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { ExecutionHost } from './host.ts';
import type { ActivationUse } from './uses-of.ts';
import { inFirstOf } from './spoken-text.ts';

/** Whoever reads a question first, as far as the directory says. */
export interface Reader {
  readonly name: string | null;
  /** The languages to write to them in, the best first. */
  readonly languages: readonly string[];
}

/** The language somebody reads and their name. A directory that is down leaves the bundle's own languages. */
export async function readerOf(
  { directory }: Pick<ExecutionHost, 'directory'>,
  bundle: Pick<Bundle, 'languages'>,
  person: string,
): Promise<Reader> {
  const reader = await directory.person(person).catch(() => null);
  const { language, name } = reader?.properties ?? {};
  return {
    languages: typeof language === 'string' ? [language, ...bundle.languages] : bundle.languages,
    name: typeof name === 'string' ? name : null,
  };
}

/** An approval as people are asked for it. */
export interface AskedApproval {
  /** Names it: the task, or where it is not open yet its definition. */
  readonly id: string;
  readonly definition: ApprovalDefinition;
  /** In the reader's language. */
  readonly question: string;
  readonly requester: string;
  readonly approvers: readonly string[];
  readonly role: string;
  readonly status: string;
  readonly expiresAt: string | null;
  /** What was permitted by what is reviewed. */
  readonly uses?: readonly ActivationUse[];
  /** Where its one reader answers it. */
  readonly link?: string;
}

/** What a template reads of an approval, for whoever reads it first. */
export function aboutApproval(
  { access }: Pick<Bundle, 'access'>,
  { name, languages }: Reader,
  { definition, approvers, role, expiresAt, uses, ...asked }: AskedApproval,
): JsonObject {
  const title = access.roles.find(({ id }) => id === role)?.title;
  return {
    ...asked,
    approver: approvers[0] ?? null,
    approvers,
    role: title === undefined ? role : inFirstOf(title, languages),
    note_required: definition.reject.note === 'required',
    ...(name === null ? {} : { approver_name: name }),
    ...(expiresAt === null ? {} : { expires_at: expiresAt }),
    ...(uses === undefined ? {} : { uses: uses.map(({ at, action, resource }) => ({ at, action, resource })) }),
  };
}
