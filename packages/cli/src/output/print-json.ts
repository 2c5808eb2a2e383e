import type { Terminal } from './terminal.ts';

/** One JSON value and nothing else: indented for a person, on one line for a pipe. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, terminal.interactive ? 2 : 0)}\n`);
}
