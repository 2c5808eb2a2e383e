import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { emptyValue } from './empty-value.ts';
import { malformed } from './malformed.ts';
import { misplacedKey } from './misplaced-key.ts';
import { missingKey } from './missing-key.ts';
import { notYet } from './not-yet.ts';
import { numberForText } from './number-for-text.ts';
import { outOfBounds } from './out-of-bounds.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownWord } from './unknown-word.ts';
import { wrongForm } from './wrong-form.ts';

/** Diagnostics of keys and forms, by code. */
export const shapePages: readonly DiagnosticPage[] = [
  unknownKey,
  missingKey,
  wrongForm,
  numberForText,
  emptyValue,
  unknownWord,
  malformed,
  misplacedKey,
  outOfBounds,
  notYet,
];
