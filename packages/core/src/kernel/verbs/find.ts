import type { Node } from '@deskbook/dsl/bundle';
import { answered, command, nodeState, type Draft } from '../draft.ts';
import type { Entry } from '../entry.ts';
import { ofType } from '../fits.ts';
import { conclude } from '../react.ts';

/** Looks for tickets. */
export function beginFind(draft: Draft, node: Node): void {
  command(draft, { type: 'search', node: node.id, visit: nodeState(draft, node.id).visit });
}

/** Takes what was found. */
export function takeFind(draft: Draft, node: Node, entry: Entry): boolean {
  if (entry.type !== 'search.done' || answered(draft, ofType('search', entry)) === null) return false;
  const { items, count } = entry;
  conclude(draft, node, count > 0 ? 'found' : 'none', { items, count });
  return true;
}
