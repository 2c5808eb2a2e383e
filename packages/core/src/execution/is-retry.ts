import type { Command } from '../kernel/command.ts';

/** Whether a command is the pause before something is tried again. */
export const isRetry = (command: Command): boolean =>
  (command.type === 'schedule' || command.type === 'sleep') && command.timer === 'retry';
