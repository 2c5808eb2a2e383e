/** What a link says: who is asked what, and until when they may answer with it. */
export interface LinkClaim {
  /** The task of the approval. */
  readonly task: string;
  /** The only person it is for. */
  readonly person: string;
  /** An ISO 8601 instant; from then on the link answers nothing. */
  readonly expires: string;
}
