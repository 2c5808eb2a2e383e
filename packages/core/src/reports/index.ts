export { buildReport } from './build-report.ts';
export { renderKnowledgeArticle, renderReport } from './render-report.ts';
export type { ReportFormat, ReportRendering } from './render-report.ts';
export type { ReportInput, RunHistory } from './report-input.ts';
export type * from './resolution-report.ts';
export { resolutionReportSchema } from './resolution-report-schema.ts';
