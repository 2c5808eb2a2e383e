import type { ExitCode } from './output/exit-code.ts';
import type { Terminal } from './output/terminal.ts';

/** What a command is called with: its arguments in order, its options by name, and where it prints. */
export interface CommandInput {
  readonly parameters: readonly unknown[];
  readonly options: { readonly [name: string]: unknown };
  readonly terminal: Terminal;
}

/** A command: does its work, prints, and says how it ended. */
export type RunCommand = (input: CommandInput) => Promise<ExitCode>;
