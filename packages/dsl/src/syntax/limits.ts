/** The most characters a file may have. */
export const longestFile = 1_000_000;

/** How deep lists and mappings may be nested. */
export const deepest = 64;

/** The most values that repeating aliases may add to one document. */
export const mostRepeated = 10_000;

/** The most diagnostics of one file. */
export const mostDiagnostics = 100;
