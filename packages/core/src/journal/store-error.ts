/** Why a store could not be opened, read, written or copied. `wrong_keys`: what is personal in it was sealed with others. `exists`: a file of that name is there already. */
export type StoreErrorCode =
  | 'locked'
  | 'not_a_store'
  | 'newer_version'
  | 'read_only'
  | 'closed'
  | 'exists'
  | 'wrong_keys';

/** A store that cannot be used. The host is at fault, not the data that was to be stored. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
  }
}
