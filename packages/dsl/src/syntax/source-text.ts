/** A file as it was read. `path` is relative to the bundle's folder, with `/`. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  /** Why it could not be read, where that is so; the text is then empty. */
  readonly unreadable?: string;
}
