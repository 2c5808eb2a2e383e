/**
 * The version of what the journal holds: entries, and the state they are folded to. Processes that write the same store are of one format;
 * it changes when an older version could not go on with what a newer one wrote.
 */
export const JOURNAL_FORMAT = 'deskbook-journal-1';
