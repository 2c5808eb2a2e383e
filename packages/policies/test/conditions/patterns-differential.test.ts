import { describe } from 'vitest';
import { patternLaws } from '../laws/pattern-laws.ts';
import { testLaws } from '../laws/test-laws.ts';

describe('patterns, found in two ways', () => {
  testLaws(patternLaws);
});
