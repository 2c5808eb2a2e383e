import { describe } from 'vitest';
import { ruleLaws } from '../laws/rule-laws.ts';
import { testLaws } from '../laws/test-laws.ts';

describe('rules, decided in three ways', () => {
  testLaws(ruleLaws);
});
