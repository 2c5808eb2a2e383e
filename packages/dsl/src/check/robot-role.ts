import { isRecord } from './is-record.ts';
import type { Program } from './program.ts';

/** The role the desk itself has. */
export function robotRole({ checking }: Pick<Program, 'checking'>): string {
  const robot = checking.names.all('bundle')[0]?.data['robot'];
  return isRecord(robot) && typeof robot['role'] === 'string' ? robot['role'] : 'desk';
}
