/**
 * A length of time as authors write it. Clock time runs day and night and is held in milliseconds; business time only
 * means something together with a calendar (the bundle's, unless one is named).
 *
 * @example
 * const fourHours: Duration = { milliseconds: 14_400_000 };
 * const twoBusinessDays: Duration = { business: 'days', amount: 2 };
 */
export type Duration =
  | { readonly milliseconds: number }
  | { readonly business: 'hours' | 'days'; readonly amount: number; readonly calendar?: string };
