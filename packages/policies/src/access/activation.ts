/**
 * A temporary role held, or a glass broken, by one person: `from` (inclusive) to `until` (exclusive), ISO 8601 instants. It counts
 * only while `now` is known and lies between them, so that one whose end nobody recorded ends all the same.
 */
export interface Activation {
  /** The id of the `TemporaryRole` or `BreakGlass` it is an activation of. */
  readonly of: string;
  readonly from: string;
  readonly until: string;
  /** Where it is recorded, for explanations: the host's name of it. */
  readonly record: string;
}
