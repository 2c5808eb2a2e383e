import type { JsonObject, Text } from '@deskbook/policies';
import type { Fields } from '@deskbook/dsl/bundle';

/** A service as one person sees it now. */
export interface Offer {
  readonly service: string;
  readonly title: Text;
  readonly description: Text | null;
  readonly form: Fields;
  readonly formOrder: readonly string[];
  /** Offered values of fields with `options`, for this person. */
  readonly options: { readonly [field: string]: readonly string[] };
}

/** What a person asks for, filled in. */
export interface ServiceRequest {
  readonly form: JsonObject;
  readonly person: string;
  /** The caller's idempotency key; the same key gives the same run. */
  readonly key: string;
}

/** What became of a self-service request. */
export type ServiceAnswer =
  | { readonly ok: true; readonly run: string; readonly how: 'started' | 'joined' | 'queued' }
  | {
      readonly ok: false;
      readonly code:
        | 'no_such_service'
        | 'not_offered'
        | 'not_eligible'
        | 'eligibility_undecided'
        | 'invalid_form'
        | 'limit_reached'
        | 'conflict'
        | 'unavailable';
      readonly reason: string;
      readonly fields?: readonly { readonly field: string; readonly message: string }[];
      readonly missing?: readonly string[];
    };
