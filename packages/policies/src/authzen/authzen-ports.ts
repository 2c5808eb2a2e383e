import type { AuthzenAction, AuthzenEntity, Search } from './authzen-model.ts';
import type { EvaluationPort } from './evaluate.ts';

/** A search of the host. Its results are in a stable order, and each would be permitted; the handler cuts pages out of them. */
export type SearchPort<T> = (search: Search) => readonly T[] | Promise<readonly T[]>;

/** What the handler needs of the host. A search that is left out is not offered. */
export interface AuthzenPorts extends EvaluationPort {
  /** The https URL under which callers reach the decision point; its path is where the handler is mounted. */
  readonly baseUrl: string;
  readonly searchSubjects?: SearchPort<Pick<AuthzenEntity, 'type' | 'id'>>;
  readonly searchResources?: SearchPort<Pick<AuthzenEntity, 'type' | 'id'>>;
  readonly searchActions?: SearchPort<Pick<AuthzenAction, 'name'>>;
  /** Whether a caller may ask at all: 401 where it did not say who it is, 403 where it may not. Without it, everybody may. */
  readonly admit?: (request: Request) => 200 | 401 | 403 | Promise<200 | 401 | 403>;
}
