import type { ApprovalDefinition, Need } from '@deskbook/policies';
import { seatArithmetic } from '../../diagnostics/pages/reference/seat-arithmetic.ts';
import type { ApprovalShape } from '../../shape/approval.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileDuration } from '../compile-duration.ts';
import { compilePath } from '../compile-path.ts';
import { factScope } from '../fact-scope.ts';
import { compileSpoken } from '../graphs/steps/compile-spoken.ts';
import { at, referenceTo, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { valuesRoot } from '../values-root.ts';

/** Compiles `kind: approval`. */
export function compileApproval(definition: Definition, program: Program): ApprovalDefinition {
  const raw = definition.data as unknown as ApprovalShape;
  const place = placeIn(program.checking, definition, factScope(program.facts, valuesRoot(program.values)));
  for (const [index, { role }] of raw.seats.entries())
    referAmong(role, program.roles, 'role', at(place, 'seats', index, 'role'));
  for (const [index, fact] of (raw.ask_again_if_changed ?? []).entries())
    compilePath(fact, at(place, 'ask_again_if_changed', index));
  if (raw.email !== undefined)
    referAmong(raw.email, Object.keys(program.templateNeeds), 'template', at(place, 'email'));
  checkArithmetic(raw, place);
  return {
    id: raw.id,
    question: compileSpoken(raw.question, at(place, 'question')) ?? {},
    seats: raw.seats.map(({ role, each }) => ({ role, each: each ?? false })),
    need: needOf(raw.need ?? 'all'),
    inOrder: raw.in_order ?? false,
    reject: { at: raw.reject?.at ?? 1, note: raw.reject?.note ?? 'optional' },
    standIn: { absent: raw.stand_in?.absent ?? [], otherwise: raw.stand_in?.else ?? 'wait' },
    delegate: { to: raw.stand_in?.delegate?.to ?? 'nobody', times: delegations(raw) },
    chase: compileChase(raw, at(place, 'chase'), program),
    within: raw.within === undefined ? null : compileDuration(raw.within, at(place, 'within')),
    askAgainIfChanged: raw.ask_again_if_changed ?? [],
    ...(raw.email === undefined ? {} : { email: raw.email }),
    reference: referenceTo(place),
  };
}

/** `60%` is a share; the schema has seen to it that other texts are `all`. */
function needOf(need: string | number): Need {
  if (typeof need === 'number') return need;
  return need.endsWith('%') ? { percent: Number(need.slice(0, -1)) } : 'all';
}

function delegations(raw: ApprovalShape): number {
  const delegate = raw.stand_in?.delegate;
  return delegate === undefined || delegate.to === 'nobody' ? 0 : (delegate.times ?? 1);
}

function compileChase({ chase }: ApprovalShape, place: Place, program: Program): ApprovalDefinition['chase'] {
  if (chase === undefined) return null;
  const roles = Object.entries(chase.then ?? {}).map(([what, { role }]) => [what, role] as const);
  for (const [what, role] of roles) referAmong(role, program.roles, 'role', at(place, 'then', what, 'role'));
  const every = compileDuration(chase.every, at(place, 'every'));
  return every === null ? null : { every, atMost: chase.at_most, ...Object.fromEntries(roles) };
}

/** Votes that can never be reached. A seat for each member of a role may be any number of seats. */
function checkArithmetic(raw: ApprovalShape, place: Place): void {
  if (raw.seats.some(({ each }) => each === true)) return;
  const seats = raw.seats.length;
  if (typeof raw.need === 'number' && raw.need > seats) {
    report(
      at(place, 'need'),
      seatArithmetic,
      `\`need: ${raw.need}\` of ${seats} seat${seats === 1 ? '' : 's'} can never be reached`,
    );
  }
  const refusals = raw.reject?.at ?? 1;
  if (refusals > seats) {
    report(
      at(place, 'reject', 'at'),
      seatArithmetic,
      `\`reject: { at: ${refusals} }\` of ${seats} seat${seats === 1 ? '' : 's'} can never be reached`,
    );
  }
}
