/**
 * Privacy: what is personal is sealed under keys of the people it is about, and can be given to them, kept for as long as a rule says, and
 * erased, while every chain stays whole.
 *
 * @packageDocumentation
 */
export * from './erase-person.ts';
export * from './file-keys.ts';
export * from './memory-keys.ts';
export * from './no-keys.ts';
export * from './person-data.ts';
export { type PersonKeys, type Subject, subjectOf } from './person-keys.ts';
export * from './private-store.ts';
export * from './retain.ts';
