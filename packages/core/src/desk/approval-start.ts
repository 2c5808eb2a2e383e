/**
 * What a person may start so that somebody is asked: a temporary role that would give the permission, a service or a workflow that does
 * it for them, once `approval` is given. `start` is what `start`, or of a service what `request`, is told.
 */
export interface ApprovalStart {
  readonly kind: 'temporary_role' | 'service' | 'workflow';
  readonly start: string;
  readonly approval: string;
}
