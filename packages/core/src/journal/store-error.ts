/**
 * Why a store could not be opened, read, written or copied. `exists`: a file of that name is there already; `unavailable`: its server
 * could not be reached; `fenced`: this process's work was given to another, because it gave no sign of life.
 */
export type StoreErrorCode =
  | 'locked'
  | 'not_a_store'
  | 'newer_version'
  | 'read_only'
  | 'closed'
  | 'exists'
  | 'unavailable'
  | 'fenced';

/** A store that cannot be used. The host is at fault, not the data that was to be stored. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
  }
}
