import type { Condition, Json, Text } from '@deskbook/policies';

/** Types of one value. `person`, `asset`, `ticket` and `request` hold ids; `time` an ISO 8601 instant; `duration` milliseconds; `file` a handle. */
export type FieldType =
  | 'text' | 'integer' | 'number' | 'yes_no' | 'date' | 'time' | 'duration' | 'file' | 'json'
  | 'person' | 'asset' | 'ticket' | 'request' | 'approval' | 'decision' | 'record'; // prettier-ignore

/** One field, wherever one is declared: facts, inputs, outputs, forms, `needs`. Required unless `optional`. */
export interface Field {
  readonly type: FieldType;
  readonly list: boolean;
  readonly optional: boolean;
  readonly oneOf?: readonly Json[];
  /** Other spellings of a value, mapped to the one in `oneOf` (`P1` → `CRITICAL`). */
  readonly also?: { readonly [alias: string]: Json };
  readonly default?: Json;
  readonly min?: number;
  readonly max?: number;
  /** An RE2 pattern the whole text must match. */
  readonly pattern?: string;
  /** Only asked for when this holds. */
  readonly when?: Condition;
  /** Where the offered values come from (`requester.assets`); enforced when the form is answered. */
  readonly options?: string;
  readonly label?: Text;
  readonly personal: boolean;
  readonly secret: boolean;
  readonly future: boolean;
  /** The fields of a `record`. */
  readonly fields?: Fields;
}

/** Named fields. The order authors wrote is kept apart in lists where it matters (forms). */
export type Fields = { readonly [name: string]: Field };
