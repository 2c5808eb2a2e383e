import { StoreError } from '@deskbook/core/stores';
import { troubleOf } from './connection.ts';

/**
 * Tries until it is done, or it can't be, or it was tried for long enough.
 *
 * @throws StoreError `unavailable` when the database could not do it in time; what the database said, when it won't at all.
 */
export async function again<Result>(
  patience: number,
  attempt: () => Promise<Result>,
  drop: () => void,
): Promise<Result> {
  const until = Date.now() + patience;
  for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
    try {
      return await attempt();
    } catch (error) {
      drop();
      if (error instanceof StoreError) throw error;
      const trouble = troubleOf(error);
      if (trouble === 'refused') throw error;
      const hopeless = trouble === 'exhausted' || Date.now() + pause > until;
      if (hopeless) throw new StoreError('unavailable', `the database cannot be written: ${messageOf(error)}`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
