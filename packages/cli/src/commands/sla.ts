import type { ConsideredSla, ServiceLevel } from '@deskbook/core';
import type { Bundle } from '@deskbook/dsl/bundle';
import { describeMilliseconds } from '@deskbook/policies/calendars';
import { describeReason, explainClock } from '@deskbook/policies/sla';
import type { SlaClockState } from '@deskbook/policies/sla';
import type { RunCommand } from '../command-input.ts';
import { openOneEvent } from '../input/one-event.ts';
import { exitCode } from '../output/exit-code.ts';
import { describeExplanation, truthSign } from '@deskbook/policies/conditions';
import { paint } from '../output/paint.ts';
import type { Paint } from '../output/paint.ts';
import { placeText } from '../output/place-text.ts';
import { printJson } from '../output/print-json.ts';
import { printRejected } from '../output/print-rejected.ts';

/** `sla`: which SLA the ticket of one event has, and where its clocks stand. */
export const sla: RunCommand = async (input) => {
  const { terminal, options } = input;
  const { desk, opened, event, at } = await openOneEvent(input);
  const level = await desk.serviceLevel(event, at);
  await desk.close();
  if ('status' in level) return printRejected(input, opened.bundle, level);
  if (options['format'] === 'json') printJson(terminal, levelJson(opened.bundle, level));
  else terminal.out(`${levelLines(opened.bundle, level, paint(terminal.colour)).join('\n')}\n`);
  return exitCode.fine;
};

function levelJson(bundle: Bundle, { sla: id, considered, tied, by, at, clocks, notices }: ServiceLevel): object {
  return {
    sla: id,
    by,
    at,
    considered: considered.map((each) => ({ ...each, place: placeText(bundle, each.reference) })),
    tied,
    clocks: clocks.map((clock) => ({
      clock: clock.id,
      status: clock.status,
      target: clock.target,
      due: clock.due,
      remaining: clock.remaining,
      warnings: clock.warnings,
      breached_at: clock.breachedAt,
      reasons: explainClock(clock).map((reason) => ({ ...reason, text: describeReason(reason) })),
    })),
    notices: notices.map(({ kind, clock, at: when }) => ({ kind, clock, at: when })),
  };
}

function levelLines(bundle: Bundle, level: ServiceLevel, colours: Paint): readonly string[] {
  const { bold, dim, warn } = colours;
  const { sla: id, by, considered, tied, clocks } = level;
  return [
    id === null ? bold('no SLA is about this ticket') : `SLA ${bold(id)} ${dim(`as of ${level.at}`)}`,
    ...(by === null
      ? []
      : [`  targets by ${by.fact}: ${typeof by.value === 'string' ? by.value : JSON.stringify(by.value)}`]),
    ...(tied.length === 0
      ? []
      : [warn(`  at the same rank as ${tied.join(', ')}: which of them counts hangs on their names`)]),
    ...considered.flatMap((each) => consideredLines(bundle, each, colours)),
    ...clocks.filter(isLimited).flatMap((clock) => clockLines(clock, colours)),
  ];
}

function consideredLines(
  bundle: Bundle,
  { sla: id, rank, reference, truth, when }: ConsideredSla,
  colours: Paint,
): readonly string[] {
  const { bold, dim } = colours;
  return [
    `  ${truthSign(truth, colours)} ${bold(id)} of rank ${rank} ${dim(placeText(bundle, reference))}`,
    ...(when === null
      ? ['      is about every ticket']
      : describeExplanation(when, colours).map((line) => `      ${line}`)),
  ];
}

/** Whether there is, or was, anything to keep to. */
function isLimited({ target, breaches }: SlaClockState): boolean {
  return target !== null || breaches.length > 0;
}

function clockLines(clock: SlaClockState, colours: Paint): readonly string[] {
  const { bold, dim, good, bad, warn } = colours;
  const { id, status, due, remaining, warnings } = clock;
  const shown = status === 'breached' ? bad : status === 'met' ? good : status === 'running' ? bold : warn;
  const left =
    remaining === null
      ? ''
      : remaining < 0
        ? `, over by ${describeMilliseconds(-remaining)}`
        : `, ${describeMilliseconds(remaining)} left`;
  const isOpen = status === 'running' || status === 'paused';
  return [
    `${bold(id)} ${shown(status)}${due === null ? '' : `, due ${due}`}${isOpen || status === 'breached' ? left : ''}`,
    ...warnings.map(({ percent, at }) => `  warns of ${percent} % at ${at}`),
    ...explainClock(clock).map((reason) => dim(`  ${describeReason(reason)}`)),
  ];
}
