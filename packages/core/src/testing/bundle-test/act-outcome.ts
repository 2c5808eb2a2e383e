import type { JsonObject } from '@deskbook/policies';

/** What an act brought about beyond entries and calls; a `problem` means that the act itself could not be made. */
export type ActOutcome = { readonly problem: string } | { readonly seen: JsonObject };
