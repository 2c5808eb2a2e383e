import type { Reference } from '@deskbook/policies';
import type { Definition } from '../syntax/syntax.ts';
import { kinds } from '../syntax/kind.ts';
import type { Checking } from './checking.ts';
import type { Place } from './place.ts';
import { modelScope, type Scope } from './scope.ts';

const emptyScope: Scope = modelScope({ records: {}, roots: {}, derived: {} });

/** The place where a definition begins. */
export function placeIn(checking: Checking, definition: Definition, scope: Scope = emptyScope): Place {
  return { checking, definition, pointer: '', scope };
}

/** The place a reference names, for rules that have only what was compiled; null for what no file of this bundle wrote. */
export function placeAt(checking: Checking, reference: Reference): Place | null {
  const hash = reference.indexOf('#');
  const slash = reference.indexOf('/');
  const kind = kinds.find((candidate) => candidate === reference.slice(0, slash));
  const definition = kind === undefined ? undefined : checking.names.find(kind, reference.slice(slash + 1, hash));
  return definition === undefined
    ? null
    : { checking, definition, pointer: reference.slice(hash + 1), scope: emptyScope };
}
