import type { JsonObject } from '../json.ts';
import type { Activation } from './activation.ts';

/** Somebody or something that acts: AuthZEN's subject. `groups` are closed transitively by whoever read the directory. */
export interface Subject {
  readonly type: 'person' | 'service';
  readonly id: string;
  readonly groups: readonly string[];
  /** Roles handed out by the host: the desk's own robot, schedules already resolved. */
  readonly roles: readonly string[];
  readonly properties: JsonObject;
  /** Temporary roles and broken glass, as the host has recorded them; absent: none. */
  readonly activations?: readonly Activation[];
}

/** What is acted on: AuthZEN's resource. */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly properties: JsonObject;
}

/**
 * One question of permission, in AuthZEN's words. `act` asks whether the subject may do it, `ask` whether it may have it done.
 * `context` carries further roots for conditions (`ticket`, `request`, `requester`, `run`, `now`); `duties` says who has
 * already exercised what in this run (`{ lena: ['request'] }`), for separation of duties.
 */
export interface AccessRequest {
  readonly subject: Subject;
  readonly action: string;
  readonly mode: 'act' | 'ask';
  readonly resource: Resource;
  readonly context: JsonObject;
  readonly duties: { readonly [subject: string]: readonly string[] };
}
