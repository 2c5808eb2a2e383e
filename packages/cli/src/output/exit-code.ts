/** How a command ends: fine; findings, failures or a denial; wrong use; a fault of ours. */
export const exitCode = { fine: 0, findings: 1, wrongUse: 2, fault: 3 } as const;

/** One of the four ways a command ends. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The command line, or a file it names, is not usable. Says what to do; ends with exit code 2. */
export class WrongUse extends Error {
  readonly remedy: string | null;

  constructor(message: string, remedy: string | null = null) {
    super(message);
    this.name = 'WrongUse';
    this.remedy = remedy;
  }
}

/** A bundle with errors was to be used: its diagnostics are printed already. Ends with exit code 1. */
export class BrokenBundle extends Error {
  constructor(folder: string, errors: number) {
    super(`${folder} has ${errors} ${errors === 1 ? 'error' : 'errors'}; \`deskbook lint ${folder}\` shows them all`);
    this.name = 'BrokenBundle';
  }
}
