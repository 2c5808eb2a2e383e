import type { Diagnostic, Fix, Severity, Span } from './diagnostic.ts';
import type { DiagnosticPage } from './diagnostic-page.ts';

/** What one diagnostic says beyond its page. `message` is one sentence in lower case without a full stop. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
  /** What to do; null and absent are the same. */
  readonly help?: string | null;
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
  readonly fixes?: readonly Fix[];
  /** Where it is not the page's. */
  readonly severity?: Severity;
}

/**
 * Builds a diagnostic of a page.
 *
 * @example
 * report(unknownName, {
 *   span,
 *   message: `there is no approval ${quote(id)}`,
 *   help: didYouMean(id, Object.keys(approvals)),
 * });
 */
export function report(page: DiagnosticPage, finding: Finding): Diagnostic {
  const { related = [], fixes = [], help } = finding;
  return {
    code: page.code,
    name: page.name,
    severity: finding.severity ?? page.severity,
    message: finding.message,
    span: finding.span,
    ...(related.length > 0 ? { related } : {}),
    ...(help !== undefined && help !== null ? { help } : {}),
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}
