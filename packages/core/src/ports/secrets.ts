/** Secrets by name. Values never enter the journal. */
export interface Secrets {
  /** A secret's value; null where there is none of that name. */
  secret(name: string): Promise<string | null>;
}
