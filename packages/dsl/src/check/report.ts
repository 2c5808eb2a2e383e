import { spanOf, type Place, type ReportDetails } from './place.ts';

/** Reports one diagnostic at a place, under its registered name. */
export function report(place: Place, name: string, message: string, details: ReportDetails = {}): void {
  const { on = 'value', ...rest } = details;
  place.checking.report({ code: 'DB3000', name, severity: 'error', message, span: spanOf(place, on), ...rest });
}
