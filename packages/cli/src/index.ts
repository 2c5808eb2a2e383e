/**
 * The `deskbook` command, as a function: for tests and for hosts that bring a terminal of their own.
 *
 * @packageDocumentation
 */
export * from './output/exit-code.ts';
export * from './output/terminal.ts';
export * from './program.ts';
