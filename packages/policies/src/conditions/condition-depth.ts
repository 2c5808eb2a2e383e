/** How many levels deep a condition may nest. */
export const MAX_CONDITION_DEPTH = 64;
