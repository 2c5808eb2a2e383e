/**
 * Links by which approvals are answered from an e-mail, and the Fetch handler behind them.
 *
 * @packageDocumentation
 */
export { approvalLinkHandler } from './approval-link-handler.ts';
export { approvalLinks } from './approval-links.ts';
export type { ApprovalLinkOptions, ApprovalLinks } from './approval-links.ts';
export type { LinkClaim } from './link-claim.ts';
export type * from './link-ports.ts';
export type { OpenedToken } from './link-token.ts';
