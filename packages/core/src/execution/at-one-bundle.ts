import type { ExecutionHost } from './host.ts';

/**
 * The host with its newest bundle of this moment: what is asked step by step, over a directory that takes its time, is asked of one
 * policy from beginning to end. Half of each of two policies could say yes where neither does.
 */
export function atOneBundle(host: ExecutionHost): ExecutionHost {
  const bundle = host.bundle();
  return { ...host, bundle: () => bundle };
}
