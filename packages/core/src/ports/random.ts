/** Randomness, for what must not be guessable (link tokens). Ids and jitter never use it. */
export interface Random {
  bytes(length: number): Uint8Array;
}
