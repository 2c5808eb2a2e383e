/**
 * Approvals of a desk answered by e-mail links.
 *
 * @packageDocumentation
 */
export { deskApprovalLinks } from './desk-approval-links.ts';
export type { DeskApprovalLinkOptions } from './desk-approval-links.ts';
