import type { ExecutionHost } from './host.ts';

/** The host for a run that is committed to and not driven: what a commit touches is handed on once it is durable, except what is `own`. */
export function handingOn(host: ExecutionHost, own: (run: string) => boolean): ExecutionHost {
  const { store, handOn } = host;
  return {
    ...host,
    store: {
      ...store,
      commit: async (commit) => {
        const touched = [...new Set(commit.touched)].filter((run) => !own(run));
        const result = await store.commit({ ...commit, touched });
        if (result.ok) for (const run of touched) handOn?.(run);
        return result;
      },
    },
  };
}
