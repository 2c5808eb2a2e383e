import type { Command } from '../kernel/command.ts';
import { wantedOf } from './commands/attempt.ts';
import type { ExecutionHost, HandedEffect } from './host.ts';
import { loadRun } from './load-run.ts';
import type { Running } from './running.ts';
import { nodeOf } from './work.ts';

/** An attempt as it is handed on; null: the command is none, or there is no such action. */
export function handedEffect(host: ExecutionHost, running: Running, command: Command): HandedEffect | null {
  const node = command.type === 'attempt' ? nodeOf(running, command) : null;
  if (command.type !== 'attempt' || node === null) return null;
  const wanted = wantedOf({ host, running, command, node });
  if (wanted === null) return null;
  const { key, attempt } = command;
  const { cause, resumed = 0 } = running.state();
  const whole = cause?.kind === 'run' ? (loadRun(host, cause.run)?.state.resumed ?? 0) : 0;
  return { run: running.run, key, attempt, action: wanted.contract.id, resumed: resumed + whole };
}
