/**
 * Why a store could not be opened, read, written or copied. `exists`: a file of that name is there already; `unavailable`: its server
 * could not be reached; `fenced`: this process's work was given to another, because it gave no sign of life; `wrong_keys`: what is
 * personal in it was sealed with others; `full`: there is no room; `busy`: another process holds the database; `damaged`: it is not as
 * it was written; `failed`: the disk cannot be read or written.
 */
export type StoreErrorCode =
  | 'locked'
  | 'not_a_store'
  | 'newer_version'
  | 'read_only'
  | 'closed'
  | 'exists'
  | 'unavailable'
  | 'fenced'
  | 'wrong_keys'
  | 'full'
  | 'busy'
  | 'damaged'
  | 'failed';

/** A store that cannot be used. The host is at fault, not the data that was to be stored. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
