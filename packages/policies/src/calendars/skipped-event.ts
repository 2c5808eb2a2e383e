/**
 * An event that was not taken: it has a time of day, a date that does not exist, or repeats in a way that is not followed, or cannot be
 * read. It stands apart from what reads events, so that whoever uses the package need not compile the types of the iCalendar library.
 */
export interface SkippedEvent {
  readonly name: string | null;
  readonly reason: 'time_of_day' | 'bad_date' | 'unsupported_repetition' | 'too_long' | 'unreadable';
}
