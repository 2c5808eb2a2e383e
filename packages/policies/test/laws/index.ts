import type { Law } from './law.ts';
import { accessLaws } from './access-laws.ts';
import { conditionLaws } from './condition-laws.ts';
import { patternLaws } from './pattern-laws.ts';
import { ruleLaws } from './rule-laws.ts';
import { securityLaws } from './security-laws.ts';

/** Every law, by area: what `pnpm fuzz AREA` tries. */
export const laws: { readonly [area: string]: readonly Law[] } = {
  conditions: conditionLaws,
  rules: ruleLaws,
  access: accessLaws,
  patterns: patternLaws,
  security: securityLaws,
};
