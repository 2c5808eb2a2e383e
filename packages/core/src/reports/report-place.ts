import type { Reference } from '@deskbook/policies';
import { placeOf } from '@deskbook/dsl/bundle';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { ReportPlace } from './resolution-report.ts';

/** Where a reference was written; null for what no file of the bundle wrote. */
export function reportPlace(bundle: Bundle, reference: Reference): ReportPlace | null {
  const origin = placeOf(bundle, reference);
  return origin === null ? null : { reference, file: origin.file, line: origin.line };
}

/** The places of several references, each once, in order. */
export function reportPlaces(bundle: Bundle, references: readonly Reference[]): readonly ReportPlace[] {
  return [...new Set(references)].flatMap((reference) => reportPlace(bundle, reference) ?? []);
}
