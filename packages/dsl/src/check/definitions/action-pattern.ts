import { unknownAction } from '../../diagnostics/pages/reference/unknown-action.ts';
import { accessIds } from '../access-ids.ts';
import type { Place } from '../place.ts';
import type { Program } from '../program.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';

/**
 * Everything permission can be asked for: each action, starting each workflow or tree by hand, cancelling, pausing, moving and undoing
 * each workflow's runs and giving their tasks to others (a temporary role is started and cancelled like a workflow), answering each approval
 * and filling its seats anew.
 */
export function permissible({ actions, checking }: Program): readonly string[] {
  const { names } = checking;
  const workflows = [...names.ids('workflow'), ...accessIds(checking, 'temporary', 'break_glass')];
  const started = [...workflows, ...names.ids('tree')].map((id) => `start:${id}`);
  const led = workflows.flatMap((id) => [`cancel:${id}`, `undo:${id}`, `pause:${id}`, `move:${id}`, `assign:${id}`]);
  const asked = names.ids('approval').flatMap((id) => [`approve:${id}`, `reassign:${id}`]);
  return [...Object.keys(actions), ...started, ...led, ...asked];
}

/** Whether a name or pattern (one trailing `*`) covers an action. */
export function covers(pattern: string, action: string): boolean {
  return pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern;
}

/** An action's name, or a pattern that covers at least one. A rule about what nobody declares protects and allows nothing. */
export function checkActionPattern(pattern: string, place: Place, program: Program): void {
  const names = permissible(program);
  if (names.some((name) => covers(pattern, name))) return;
  const message = pattern.endsWith('*')
    ? `no action begins with \`${pattern.slice(0, -1)}\``
    : `there is no action \`${pattern}\``;
  report(place, unknownAction, message, { help: suggestion(pattern, names) });
}
