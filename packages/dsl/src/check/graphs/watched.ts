import type { Checking } from '../checking.ts';

/** A checking that also remembers whether an error came up, so that what is wrong is left out of later rules. */
export interface Watched {
  readonly checking: Checking;
  readonly failed: () => boolean;
}

/** Watches what is reported. */
export function watched(checking: Checking): Watched {
  let failed = false;
  return {
    failed: () => failed,
    checking: {
      ...checking,
      report: (diagnostic) => {
        failed ||= diagnostic.severity === 'error';
        checking.report(diagnostic);
      },
    },
  };
}
