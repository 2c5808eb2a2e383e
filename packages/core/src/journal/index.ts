export * from './back-up-store.ts';
export * from './compact-store.ts';
export type * from './journal-entry.ts';
export * from './memory-store.ts';
export * from './sqlite-store.ts';
export * from './store-error.ts';
export type * from './store.ts';
export * from './verify-store-file.ts';
