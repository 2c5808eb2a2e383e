/** An article of the knowledge base. `verified`: somebody answers for it. */
export interface Article {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly verified: boolean;
}

/** Articles to offer beside a fault. */
export interface Knowledge {
  /** The articles that fit a text best. */
  search(text: string, atMost: number): Promise<readonly Article[]>;
}
