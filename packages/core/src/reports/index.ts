export { buildReport } from './build-report.ts';
export type { ReportInput, RunHistory } from './report-input.ts';
export type * from './resolution-report.ts';
