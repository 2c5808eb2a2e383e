import { StoreError, type StoreErrorCode } from './store-error.ts';

/** What SQLite says by its result code, where it is for whoever runs the desk to mend. */
const told: { readonly [code: number]: readonly [code: StoreErrorCode, message: string] } = {
  5: ['busy', 'another process holds the database'],
  6: ['busy', 'another process holds the database'],
  8: ['read_only', 'the database cannot be written'],
  10: ['failed', 'the disk cannot be read or written'],
  11: ['damaged', 'the database is damaged'],
  13: ['full', 'there is no room on the disk'],
  14: ['failed', 'the database file cannot be opened'],
  26: ['damaged', 'the database is damaged'],
};

/** A failure of SQLite as the store tells it; anything else is told as it is. */
export function storeFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  // The lowest byte is the result; those above say more closely what failed.
  const [code, message] = told[error.errcode & 0xff] ?? [];
  if (code === undefined || message === undefined) return error;
  return new StoreError(code, `${message} (${error.message})`, { cause: error });
}
