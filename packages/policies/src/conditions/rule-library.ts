import { createRequire } from 'node:module';

/** The rule library, as a module. */
export type RuleLibrary = typeof import('json-rules-engine');

let library: RuleLibrary | undefined;

/** The rule library, loaded when it is first asked for: whoever only reads conditions never pays for it. */
export function ruleLibrary(): RuleLibrary {
  library ??= createRequire(import.meta.url)('json-rules-engine') as RuleLibrary;
  return library;
}
