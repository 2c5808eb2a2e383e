/** Secrets by name. Values never enter the journal. */
export interface Secrets {
  secret(name: string): Promise<string | null>;
}
