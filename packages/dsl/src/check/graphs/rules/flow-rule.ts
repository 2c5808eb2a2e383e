import type { Node } from '../../../bundle/node.ts';
import type { Workflow } from '../../../bundle/workflow.ts';
import { placeAt } from '../../place-at.ts';
import { childPointer } from '../../child-pointer.ts';
import type { Compiled } from '../../program.ts';
import type { DiagnosticPage } from '../../../diagnostics/diagnostic-page.ts';
import { report, type ReportDetails } from '../../report.ts';
import type { Analysis } from '../flow/analyse-workflow.ts';

/** A rule about the flow of one workflow. It reports and returns nothing. */
export type FlowRule = (analysis: Analysis, compiled: Compiled) => void;

/** Reports something at a place inside a step, or a workflow, by what was compiled from it. */
export function reportAt(
  compiled: Compiled,
  subject: Node | Workflow,
  path: readonly (string | number)[],
  page: DiagnosticPage,
  message: string,
  details: ReportDetails = {},
): void {
  const place = placeAt(compiled.checking, childPointer(subject.reference, ...path));
  if (place !== null) report(place, page, message, details);
}
