import type { JournalEntry } from '../journal/journal-entry.ts';
import { auditedAct } from './audited-act.ts';

const COLUMNS = ['stream', 'sequence', 'at', 'type', 'cause', 'actor', 'on_behalf_of', 'operation', 'resource', 'outcome', 'allowed', 'policy', 'node', 'hash'] as const; // prettier-ignore

/** The names of the columns, as the first line. */
export const CSV_HEADER: string = COLUMNS.join(',');

/**
 * One entry of the journal as a line of CSV (RFC 4180), without its end. It is for reading: a spreadsheet never takes a cell for a
 * formula, because one that begins like a formula begins with an apostrophe instead. What machines read is JSON Lines.
 */
export function toCsv(entry: JournalEntry): string {
  const { stream, sequence, at, cause, body, hash } = entry;
  const { actor, onBehalfOf, operation, resource, outcome, authorization } = auditedAct(entry);
  const cells: { readonly [column in (typeof COLUMNS)[number]]: string } = {
    stream,
    sequence: `${sequence}`,
    at,
    type: body.type,
    cause,
    actor,
    on_behalf_of: onBehalfOf ?? '',
    operation,
    resource: resource === null ? '' : `${resource.type}:${resource.id}`,
    outcome,
    allowed: authorization === null ? '' : `${authorization.allowed}`,
    policy: authorization?.policy ?? '',
    node: typeof body['node'] === 'string' ? body['node'] : '',
    hash,
  };
  return COLUMNS.map((column) => quoted(cells[column])).join(',');
}

/** Where a formula could begin: at the beginning of a cell, or after what some spreadsheets take for the end of one. */
const formula = /(^|[;\t\r\n])(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/gu;

function quoted(text: string): string {
  const harmless = text.replaceAll(formula, "$1'");
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
