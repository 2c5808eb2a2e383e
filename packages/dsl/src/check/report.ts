import type { DiagnosticPage } from '../diagnostics/diagnostic-page.ts';
import type { Finding } from '../diagnostics/report.ts';
import { report as build } from '../diagnostics/report.ts';
import { spanOf, type Place } from './place.ts';

/** What may be added to a report; `on: 'key'` where the key is at fault rather than its value. */
export interface ReportDetails extends Omit<Finding, 'span' | 'message'> {
  readonly on?: 'value' | 'key';
}

/** Reports one diagnostic of a page at a place. */
export function report(place: Place, page: DiagnosticPage, message: string, details: ReportDetails = {}): void {
  const { on = place.on ?? 'value', ...rest } = details;
  place.checking.report(build(page, { message, span: spanOf(place, on), ...rest }));
}
