import type { Definition } from '../syntax/syntax.ts';
import { isRecord } from './is-record.ts';
import type { Program } from './program.ts';

/** The role that looks after what names nobody: the definition's owner, else the bundle's, where that is a role. */
export function ownerOf(definition: Definition, program: Program): string | null {
  const settings = program.checking.names.all('bundle')[0]?.data['settings'];
  const owners = [definition.data['owner'], isRecord(settings) ? settings['owner'] : undefined];
  return owners.filter((owner) => typeof owner === 'string').find((owner) => program.roles.includes(owner)) ?? null;
}
