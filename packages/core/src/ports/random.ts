/** Randomness, for what must not be guessable (link tokens). Ids and jitter never use it. */
export interface Random {
  /** So many unpredictable bytes. */
  bytes(length: number): Uint8Array;
}
