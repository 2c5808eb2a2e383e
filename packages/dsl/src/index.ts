/**
 * From a folder of YAML to a checked, hashed bundle of executable graphs, with diagnostics that say place, cause and remedy.
 *
 * @packageDocumentation
 */
export * from './bundle/index.ts';
export * from './check/index.ts';
export * from './diagnostics/index.ts';
export * from './syntax/index.ts';
