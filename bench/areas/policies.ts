/**
 * Rules and permissions beside other engines of rules and permissions, and beside what one could write by hand. All decide the same rules
 * over the same facts, or the same questions of permission; their answers are held against each other before anything is timed.
 */
import type { Measurement } from '../measurement.ts';
import { loading } from './policies/loading.ts';
import { permissions } from './policies/permissions.ts';
import { rules } from './policies/rules.ts';

/** Every comparison of this area. */
export async function policies(): Promise<readonly Measurement[]> {
  return [...(await rules()), ...(await permissions()), ...loading()];
}
