import { describe } from 'vitest';
import { accessLaws } from '../laws/access-laws.ts';
import { testLaws } from '../laws/test-laws.ts';

describe('access, decided in three ways', () => {
  testLaws(accessLaws);
});
