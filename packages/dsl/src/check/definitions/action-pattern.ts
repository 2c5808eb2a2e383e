import { unknownAction } from '../../diagnostics/pages/reference/unknown-action.ts';
import { activationIds } from '../activation-ids.ts';
import type { Place } from '../place.ts';
import type { Program } from '../program.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';

/**
 * Everything permission can be asked for: each action, starting each workflow or tree by hand, cancelling and undoing each
 * workflow's runs (a temporary role is started and cancelled like one), and answering each approval.
 */
export function permissible({ actions, checking }: Program): readonly string[] {
  const { names } = checking;
  const workflows = [...names.ids('workflow'), ...activationIds(checking)];
  const started = [...workflows, ...names.ids('tree')].map((id) => `start:${id}`);
  const stopped = workflows.flatMap((id) => [`cancel:${id}`, `undo:${id}`]);
  return [...Object.keys(actions), ...started, ...stopped, ...names.ids('approval').map((id) => `approve:${id}`)];
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
