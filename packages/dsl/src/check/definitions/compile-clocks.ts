import { builtInClocks } from '@deskbook/policies/sla';
import type { SlaClock, SlaSignal } from '@deskbook/policies/sla';
import { duplicateId } from '../../diagnostics/pages/reference/duplicate-id.ts';
import type { SignalsShape, SlaShape } from '../../shape/sla.ts';
import { compilePath } from '../compile-path.ts';
import { at, type Place } from '../place.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';

/** The clocks of an SLA: those that are built in, and its own. */
export function compileClocks(written: NonNullable<SlaShape['clocks']>, place: Place): readonly SlaClock[] {
  const builtIn = builtInClocks.map(({ id }) => id);
  const all = [...builtIn, ...Object.keys(written)];
  const own = Object.entries(written).map(([id, clock]): SlaClock => {
    const here = at(place, id);
    if (builtIn.includes(id))
      report(here, duplicateId, `the clock \`${id}\` is built in`, { on: 'key', help: 'give this one another name' });
    if (clock.after !== undefined) referAmong(clock.after, all, 'clock', at(here, 'after'));
    const signals = (key: 'starts' | 'restarts' | 'meets' | 'resumes'): readonly SlaSignal[] =>
      compileSignals(clock[key], at(here, key));
    return {
      id,
      starts: signals('starts'),
      restarts: signals('restarts'),
      meets: signals('meets'),
      resumes: signals('resumes'),
      ...(clock.after === undefined ? {} : { after: clock.after }),
    };
  });
  return [...builtInClocks, ...own.filter(({ id }) => !builtIn.includes(id))];
}

function compileSignals(written: SignalsShape | undefined, place: Place): readonly SlaSignal[] {
  if (written === undefined) return [];
  const isOne = !Array.isArray(written);
  const signals = (isOne ? [written] : written) as readonly SlaSignal[];
  return signals.map((signal, index) => {
    const here = isOne ? place : at(place, index);
    if ('changed' in signal) compilePath(signal.changed, at(here, 'changed'));
    return signal;
  });
}
