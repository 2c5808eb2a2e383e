import type { Question } from '../corpora/role-corpus.ts';

/** Another way to answer questions of permission, ready to be asked. */
export interface PermissionPeer {
  readonly name: string;
  readonly may: (question: Question) => boolean | Promise<boolean>;
}
