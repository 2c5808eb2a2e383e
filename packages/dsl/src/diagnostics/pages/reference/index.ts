import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { invalidSFeel } from './invalid-s-feel.ts';
import { unsupportedSFeel } from './unsupported-s-feel.ts';
import { unsignedMessage } from './unsigned-message.ts';
import { derivedFact } from './derived-fact.ts';
import { reservedEvent } from './reserved-event.ts';
import { roleCycle } from './role-cycle.ts';
import { oneBundle } from './one-bundle.ts';
import { unknownWarning } from './unknown-warning.ts';
import { unknownZone } from './unknown-zone.ts';
import { unknownSkill } from './unknown-skill.ts';
import { seatArithmetic } from './seat-arithmetic.ts';
import { unknownAction } from './unknown-action.ts';
import { wrongHitPolicy } from './wrong-hit-policy.ts';
import { wrongColumns } from './wrong-columns.ts';
import { ruleAfterOtherwise } from './rule-after-otherwise.ts';
import { approvalUnnamed } from './approval-unnamed.ts';
import { missingResult } from './missing-result.ts';
import { unknownResult } from './unknown-result.ts';
import { repeatedAnchor } from './repeated-anchor.ts';
import { unknownCitation } from './unknown-citation.ts';
import { duplicateId } from './duplicate-id.ts';
import { missingTranslation } from './missing-translation.ts';
import { missingFirstLanguage } from './missing-first-language.ts';
import { unknownLanguage } from './unknown-language.ts';
import { unknownType } from './unknown-type.ts';
import { unknownInput } from './unknown-input.ts';
import { missingInput } from './missing-input.ts';
import { invalidExpression } from './invalid-expression.ts';
import { mixedOperand } from './mixed-operand.ts';
import { contradiction } from './contradiction.ts';
import { idleKey } from './idle-key.ts';
import { invalidCondition } from './invalid-condition.ts';
import { invalidPattern } from './invalid-pattern.ts';
import { businessTime } from './business-time.ts';
import { invalidDuration } from './invalid-duration.ts';
import { outOfRange } from './out-of-range.ts';
import { wrongType } from './wrong-type.ts';
import { unknownValue } from './unknown-value.ts';
import { wrongValue } from './wrong-value.ts';
import { wrongOperator } from './wrong-operator.ts';
import { unknownOperator } from './unknown-operator.ts';
import { unknownFact } from './unknown-fact.ts';
import { unknownName } from './unknown-name.ts';
import { invalidHours } from './invalid-hours.ts';
import { invalidFeed } from './invalid-feed.ts';
import { neverOpen } from './never-open.ts';

/** Diagnostics of this stage, by code. */
export const referencePages: readonly DiagnosticPage[] = [
  unknownName,
  unknownFact,
  unknownOperator,
  wrongOperator,
  wrongValue,
  unknownValue,
  wrongType,
  outOfRange,
  invalidDuration,
  businessTime,
  invalidPattern,
  invalidCondition,
  mixedOperand,
  invalidExpression,
  missingInput,
  unknownInput,
  unknownType,
  unknownLanguage,
  missingFirstLanguage,
  missingTranslation,
  duplicateId,
  unknownCitation,
  repeatedAnchor,
  unknownResult,
  missingResult,
  approvalUnnamed,
  ruleAfterOtherwise,
  wrongColumns,
  wrongHitPolicy,
  unknownAction,
  seatArithmetic,
  unknownSkill,
  unknownWarning,
  oneBundle,
  roleCycle,
  derivedFact,
  unsignedMessage,
  unknownZone,
  idleKey,
  contradiction,
  invalidHours,
  invalidFeed,
  neverOpen,
  invalidSFeel,
  unsupportedSFeel,
  reservedEvent,
];
