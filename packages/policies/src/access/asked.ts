import type { AccessRequest } from './access-request.ts';

/** What is asked about, read once: an action, how, and a type of resource. */
export interface Asked {
  readonly action: string;
  readonly mode: AccessRequest['mode'];
  readonly type: string;
}

const MAX_LENGTH = 200;

/** Whether it may be remembered: texts of a request are anybody's, and long ones would fill the memory. */
export function isMemorable({ action, type }: Asked): boolean {
  return action.length <= MAX_LENGTH && type.length <= MAX_LENGTH;
}
