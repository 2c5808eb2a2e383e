import { createRequire } from 'node:module';

/** The access library, as a module. */
export type CasbinLibrary = typeof import('casbin');

/** The access library. It is loaded when the first policy is prepared: whoever only names types or reads policies never pays for it. */
export function casbinLibrary(): CasbinLibrary {
  return createRequire(import.meta.url)('casbin') as CasbinLibrary;
}
