import type { Sla, SlaPause } from '@deskbook/policies/sla';
import { bundleCalendar } from '../compile-business-time.ts';
import type { PauseShape, SlaShape } from '../../shape/sla.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileCondition, compileWhen } from '../compile-condition.ts';
import { compileDuration } from '../compile-duration.ts';
import { compilePath } from '../compile-path.ts';
import { compileText } from '../compile-text.ts';
import { factScope } from '../fact-scope.ts';
import { at, referenceTo, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { refer, referAmong } from '../refer.ts';
import { valuesRoot } from '../values-root.ts';
import { compileClocks } from './compile-clocks.ts';
import { compileTargets } from './compile-targets.ts';
import { uniqueIds } from './unique-ids.ts';

/** Compiles `kind: sla`. */
export function compileSla(definition: Definition, program: Program): Sla {
  const raw = definition.data as unknown as SlaShape;
  const place = placeIn(program.checking, definition, factScope(program.facts, valuesRoot(program.values), 'sla'));
  if (raw.calendar !== undefined) refer('calendar', raw.calendar, at(place, 'calendar'));
  const by = compilePath(raw.by, at(place, 'by'));
  const clocks = compileClocks(raw.clocks ?? {}, at(place, 'clocks'));
  const names = clocks.map(({ id }) => id);
  const title = raw.title === undefined ? null : compileText(raw.title, at(place, 'title'));
  return {
    id: raw.id,
    ...(title === null ? {} : { title }),
    rank: raw.rank,
    when: compileWhen(raw.when, at(place, 'when')),
    by: raw.by,
    targets: by === null ? {} : compileTargets(raw, by, names, place),
    clocks,
    calendar: raw.calendar ?? bundleCalendar(program.checking) ?? null,
    pauses: compilePauses(raw, names, at(place, 'pauses')),
    elapsed: { newTarget: raw.elapsed?.new_target ?? 'keep', reopened: raw.elapsed?.reopened ?? 'keep' },
    warnAt: [...new Set((raw.warn_at ?? []).map((share) => Number(share.slice(0, -1))))].toSorted((a, b) => a - b),
    ...(raw.at_closing === undefined ? {} : { atClosing: raw.at_closing }),
    reference: referenceTo(place),
  };
}

function compilePauses({ pauses = [], calendar }: SlaShape, clocks: readonly string[], place: Place): Sla['pauses'] {
  uniqueIds(pauses.map(({ id }) => id), 'pause', place); // prettier-ignore
  return pauses.flatMap((pause, index) => compilePause(pause, clocks, calendar, at(place, index)) ?? []);
}

function compilePause(
  raw: PauseShape,
  clocks: readonly string[],
  calendar: string | undefined,
  place: Place,
): SlaPause | null {
  for (const [index, clock] of raw.clocks.entries()) referAmong(clock, clocks, 'clock', at(place, 'clocks', index));
  const when = compileCondition(raw.when, at(place, 'when'));
  const atMost = raw.at_most === undefined ? null : compileDuration(raw.at_most, at(place, 'at_most'), calendar);
  return when === null ? null : { id: raw.id, clocks: raw.clocks, when, atMost, reference: referenceTo(place) };
}
