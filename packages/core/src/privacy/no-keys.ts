import { StoreError } from '../journal/store-error.ts';
import type { PersonKeys } from './person-keys.ts';

/** No keys at all: whatever is sealed is read as erased, and nothing can be written. For a copy of a store whose keys are elsewhere. */
export function noKeys(): PersonKeys {
  const refuse = async (): Promise<never> => {
    throw new StoreError('read_only', 'without its keys a store can only be read');
  };
  return {
    id: null,
    destroyed: 0,
    subject: () => null,
    key: () => null,
    secret: () => null,
    scopes: () => [],
    make: refuse,
    erase: refuse,
    forget: refuse,
    people: () => [],
    close: () => {},
  };
}
