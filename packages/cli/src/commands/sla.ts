import type { ConsideredSla, ServiceLevel } from '@deskbook/core';
import type { Bundle } from '@deskbook/dsl/bundle';
import { describeMilliseconds } from '@deskbook/policies/calendars';
import { describeReason, explainClock } from '@deskbook/policies/sla';
import type { SlaClockState } from '@deskbook/policies/sla';
import type { CommandInput, RunCommand } from '../command-input.ts';
import { openOneEvent } from '../input/one-event.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { openDeskFor } from '../input/open-desk-for.ts';
import { openStore } from '../input/open-store.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { describeExplanation, truthSign } from '@deskbook/policies/conditions';
import { paint } from '../output/paint.ts';
import type { Paint } from '../output/paint.ts';
import { placeText } from '../output/place-text.ts';
import { printJson } from '../output/print-json.ts';
import { printRejected } from '../output/print-rejected.ts';

/** `sla`: which SLA the ticket of one event, or one that is recorded, has, and where its clocks stand. */
export const sla: RunCommand = async (input) => {
  const { terminal, options } = input;
  const { opened, level } = options['ticket'] === undefined ? await ofEvent(input) : await ofTicket(input);
  if ('status' in level) return printRejected(input, opened.bundle, level);
  if (options['format'] === 'json') printJson(terminal, levelJson(opened.bundle, level));
  else terminal.out(`${levelLines(opened.bundle, level, paint(terminal.colour)).join('\n')}\n`);
  return exitCode.fine;
};

async function ofEvent(input: CommandInput) {
  if (input.options['event'] === undefined)
    throw new WrongUse('whose clocks is missing', 'name an event with --event, or a ticket with --store and --ticket');
  const { desk, opened, event, at } = await openOneEvent(input);
  const level = await desk.serviceLevel(event, at);
  await desk.close();
  return { opened, level };
}

/** The clocks of a ticket as the desk keeps them. */
async function ofTicket({ parameters, options, terminal }: CommandInput) {
  const ticket = String(options['ticket']);
  if (options['event'] !== undefined) throw new WrongUse('--event and --ticket are two things at once', 'name one of them'); // prettier-ignore
  const path = textOption(options['store']);
  if (path === undefined) throw new WrongUse('the store is missing', 'name it with --store');
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const store = openStore(path, { keys: textOption(options['keys']), bundle: opened.bundle });
  const { desk } = await openDeskFor(opened, { store, now: textOption(options['now']) });
  const level = desk.ticketServiceLevel(ticket);
  await desk.close();
  if (level === null) throw new WrongUse(`the desk keeps no clocks of ${ticket}`, 'it hears of a ticket by its events');
  return { opened, level };
}

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
