import { approvalRequest } from './approval-request.ts';
import type { BuiltInTemplate } from './built-in-template.ts';
import { firstResponse } from './first-response.ts';
import { knowledgeArticle } from './knowledge-article.ts';
import { resolutionReport, resolutionReportHtml } from './resolution-report.ts';

/** Every template that comes with the desk, by id. A bundle overrides one by declaring its id. */
export const builtInTemplates: { readonly [id: string]: BuiltInTemplate } = {
  [approvalRequest.id]: approvalRequest,
  [firstResponse.id]: firstResponse,
  [knowledgeArticle.id]: knowledgeArticle,
  [resolutionReport.id]: resolutionReport,
  [resolutionReportHtml.id]: resolutionReportHtml,
};
