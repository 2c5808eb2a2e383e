import { whatWouldMakeItYes, withChanges } from '@deskbook/policies/questions';
import type { Change, WhatWouldMakeItYes } from '@deskbook/policies/questions';
import type { AccessRequest } from '@deskbook/policies';
import type { FactModel } from '@deskbook/dsl/bundle';
import type { MayQuestion } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { decideAbout } from '../execution/decide-about.ts';
import { gatherAccess, ticketOf } from './may.ts';
import { secretChanges } from './secret-facts.ts';

/**
 * What would turn a refusal into a permission, over the facts of this moment: roles, temporary roles, facts. Each way is decided again;
 * none tells a secret. Decides nothing, and keeps nothing. Null where there is no such subject, or it cannot be read.
 */
export async function makeItYes(parts: DeskParts, question: MayQuestion): Promise<WhatWouldMakeItYes | null> {
  const asked = await gatherAccess(parts, question).catch(() => null);
  if (asked === null) return null;
  const { request } = asked;
  const about = { ticket: ticketOf(question) ?? null, run: null };
  const allows = (changes: readonly Change[]): boolean =>
    decideAbout(parts.host, withChanges(request, changes), about).allowed;
  const answer = whatWouldMakeItYes(parts.bundle.access, request);
  const model = modelFor(parts.bundle.facts, request);
  const isSecret = secretChanges(model, factsOf(request));
  const robot = parts.bundle.robot.role;
  // The desk's own role is nobody's to hold.
  const isOpen = (change: Change): boolean =>
    change.kind === 'role' ? change.role !== robot : change.kind !== 'fact' || !isSecret(change);
  return {
    ...answer,
    already: answer.already && allows([]),
    ways: answer.ways.filter(({ changes }) => changes.every(isOpen) && allows(changes)),
  };
}

/** The vocabulary with the two roots that only permissions have. */
function modelFor(model: FactModel, { resource }: AccessRequest): FactModel {
  return { ...model, roots: { ...model.roots, subject: { type: 'person' }, resource: { type: resource.type } } };
}

function factsOf({ subject, resource, context }: AccessRequest): AccessRequest['context'] {
  return { ...context, subject: subject.properties, resource: resource.properties };
}
