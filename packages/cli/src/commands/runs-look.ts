import type { RunRecord, TaskRecord, WaitingStep } from '@deskbook/core/runs';
import { drawRun, viewRun, waitingForSystems } from '@deskbook/core/runs';
import type { Store } from '@deskbook/core/journal';
import type { JsonObject } from '@deskbook/policies';
import type { CommandInput } from '../command-input.ts';
import { findRun } from '../input/find-run.ts';
import { textOption } from '../input/text-option.ts';
import { entryText } from '../output/entry-text.ts';
import { WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';
import { runViewText } from '../output/run-view-text.ts';
import { systemText } from '../output/wait-text.ts';
import { runText } from './run.ts';

type Entry = JsonObject & { readonly type: string; readonly at: string };

/** Shows the runs that fit, or one of them whole. Reads only, and needs no bundle: the store keeps those its runs are on. */
export async function lookAtRuns(store: Store, wanted: string | undefined, input: CommandInput): Promise<void> {
  if (wanted === undefined) listRuns(store, input);
  else await showRun(store, findRun(store, wanted), input);
}

function listRuns(store: Store, { options, terminal }: CommandInput): void {
  const drawing = ['mermaid', 'dot'].find((format) => options['format'] === format);
  if (drawing !== undefined) throw new WrongUse(`a list is not drawn as ${drawing}`, 'name a run after the bundle');
  const systems = Map.groupBy(waitingForSystems(store), ({ run }) => run);
  const found = selected(store, systems, options);
  if (options['format'] === 'json') {
    printJson(
      terminal,
      found.map((record) => ({ ...record, ...waitsOf(store, systems, record) })),
    );
    return;
  }
  const { bold } = paint(terminal.colour);
  if (found.length === 0) terminal.note('there are no runs\n');
  for (const record of found) {
    const { waiting, systems: outages } = waitsOf(store, systems, record);
    const more = outages.flatMap((step) => systemText(step).map((line) => `\n  ${line}`)).join('');
    terminal.out(`${runText(record, waiting, { bold })}${more}\n`);
  }
}

type Systems = ReadonlyMap<string, readonly WaitingStep[]>;

function waitsOf(
  store: Store,
  systems: Systems,
  { run }: RunRecord,
): { readonly waiting: readonly TaskRecord[]; readonly systems: readonly WaitingStep[] } {
  return { waiting: store.tasks({ run }), systems: systems.get(run) ?? [] };
}

function selected(store: Store, systems: Systems, options: CommandInput['options']): readonly RunRecord[] {
  const workflow = textOption(options['workflow']);
  const ticket = textOption(options['ticket']);
  const assignee = textOption(options['for']);
  const system = textOption(options['system']);
  const mine = assignee === undefined ? null : new Set(store.tasks({ assignee }).map(({ run }) => run));
  const fits = ({ run }: RunRecord): boolean =>
    (mine === null || mine.has(run)) &&
    (system === undefined || (systems.get(run) ?? []).some((step) => step.system === system));
  return store
    .runs({
      ...(options['open'] === true && { status: 'open' }),
      ...(workflow !== undefined && { workflow }),
      ...(ticket !== undefined && { ticket }),
    })
    .filter(fits);
}

/** Shows one run: its graph, what it waits for, and what has happened in it. */
export async function showRun(store: Store, record: RunRecord, { options, terminal }: CommandInput): Promise<void> {
  const { run } = record;
  const { format } = options;
  if (format === 'mermaid' || format === 'dot') {
    const drawn = drawRun(store, run);
    if (drawn === null) throw new WrongUse(`the bundle that ${run} is on is not in the store`);
    const { toDot, toMermaid } = await import('@deskbook/dsl/graph');
    terminal.out(format === 'dot' ? toDot(drawn) : toMermaid(drawn));
    return;
  }
  const view = viewRun(store, run);
  const entries: readonly Entry[] = store.entries(`run:${run}`).map(({ at, body }) => ({ at, ...body }));
  if (format === 'json') {
    const { record: _, bundle, ...shown } = view ?? {};
    printJson(terminal, [{ ...record, version: bundle?.version, waiting: store.tasks({ run }), ...shown, entries }]);
    return;
  }
  const colours = paint(terminal.colour);
  const happened = entries.flatMap((entry) => {
    const said = entryText(entry);
    return said === null ? [] : [`${colours.dim(entry.at)}  ${said}`];
  });
  if (view === null) terminal.note(`the bundle that ${run} is on is not in the store: its steps cannot be shown\n`);
  const text =
    view === null
      ? runText(record, store.tasks({ run }), { bold: colours.bold, between: happened })
      : runViewText(view, happened, colours);
  terminal.out(`${text}\n`);
}
