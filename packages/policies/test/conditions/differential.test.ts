import { describe } from 'vitest';
import { conditionLaws } from '../laws/condition-laws.ts';
import { testLaws } from '../laws/test-laws.ts';

describe('conditions, decided in four ways', () => {
  testLaws(conditionLaws);
});
