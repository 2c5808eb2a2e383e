import type { Desk, DeskOptions, Perform, Store } from '@deskbook/core';
import type { VirtualClock } from '@deskbook/core/testing';
import type { TestDefinition, TestStep } from '@deskbook/dsl/bundle';
import { performAct } from '../../packages/core/src/testing/bundle-test/perform-act.ts';
import { type TestWorld, openTestWorld } from '../../packages/core/src/testing/bundle-test/test-world.ts';
import type { Cases } from './cases.ts';
import { type CommitFault, type Faulty, faulty } from './faults.ts';
import type { Place } from './host.ts';

/** What goes wrong while a case is lived. */
export interface Trouble {
  /** What befalls the first process. */
  readonly commit?: CommitFault;
  /** Puts something between every process and the world. `overtime`: time goes by. */
  readonly world?: (perform: Perform, overtime: () => Promise<void>) => Perform;
  /** Each event comes in, and each answer is given, twice. */
  readonly twice?: boolean;
  /** A second process works on the same place at every step. */
  readonly beside?: boolean;
}

/** What is known afterwards. */
export interface Lived {
  /** How many commits the first process made, and whether its fault came. */
  readonly commits: number;
  readonly isStruck: boolean;
  /** What was asked of the world, and how much of it by processes that worked beside. */
  readonly calls: TestWorld['ports']['calls'];
  readonly askedBeside: number;
}

/** Lives a case over a place, whatever goes wrong, until nothing more can happen. */
export async function liveThrough(cases: Cases, test: TestDefinition, place: Place, trouble: Trouble): Promise<Lived> {
  const processes: Faulty[] = [];
  let options: Omit<DeskOptions, 'store'> | null = null;
  let askedBeside = 0;
  const open = async (given: Omit<DeskOptions, 'store'>): Promise<Desk> => {
    options = given;
    const perform = trouble.world?.(given.perform, () => overtime(world.clock)) ?? given.perform;
    const fault = processes.length === 0 ? (trouble.commit ?? null) : null;
    let own: Faulty | null = null;
    const through = (store: Store): Store => (own = faulty(store, perform, fault)).store;
    const process = await place.process(through);
    const desk = await process.open({ ...given, perform: (...call) => (own === null ? perform(...call) : own.perform(...call)) }); // prettier-ignore
    if (own !== null) processes.push(begun(own));
    return desk;
  };
  const host = { store: place.store, open, close: async () => {} };
  const world = await openTestWorld({ ...cases, test, readPayload: (path) => path, host });
  const beside = async (): Promise<void> => {
    if (trouble.beside !== true || options === null) return;
    const { perform } = options;
    const counted: Perform = (...call) => {
      askedBeside += 1;
      return perform(...call);
    };
    await place.beside({ ...options, perform: counted });
  };
  await beside();
  for (const [index, step] of test.steps.entries()) {
    const once = async (): Promise<void> => {
      await Promise.all([actThrough(world, step, index, processes), beside()]);
    };
    await once();
    if (trouble.twice === true && TWICE.has(step.act)) await once();
  }
  await pass(world, processes, Number.POSITIVE_INFINITY);
  const [first] = processes;
  if (first === undefined) throw new Error('no process was opened');
  return {
    commits: first.commits(),
    isStruck: first.isStruck(),
    calls: world.ports.calls,
    askedBeside,
  };
}

/** How much has happened to runs. */
function lengthOf({ store }: TestWorld): number {
  return store.streams('run:').reduce((sum, stream) => sum + (store.head(stream)?.sequence ?? 0), 0);
}

function begun(process: Faulty): Faulty {
  process.begin();
  return process;
}

/** What somebody may do twice by mistake. A start by hand is one of its own each time. */
const TWICE = new Set<TestStep['act']>(['event', 'approve', 'reject', 'did', 'answer', 'cancel', 'undo', 'request', 'crash']); // prettier-ignore

/** Makes an act, and makes it again where whoever did it got no answer and it is not on record. */
async function actThrough(
  world: TestWorld,
  step: TestStep,
  index: number,
  processes: readonly Faulty[],
): Promise<void> {
  const act = inTime(world, step);
  const before = traces(world, act);
  for (let tries = 0; tries < 3; tries += 1) {
    const process = processes.at(-1);
    const outcome = await Promise.race([
      performAct(world, act, index).then(() => 'made' as const, () => 'failed' as const), // prettier-ignore
      process?.death ?? NEVER,
    ]);
    // A desk that could not write is as good as dead: another takes over, as it does for one that is.
    if (outcome !== 'made') await world.crash();
    await settled(world, processes);
    await lookAgain(world);
    await pass(world, processes, SOON);
    if (outcome === 'made' || (before !== null && traces(world, act) !== before)) return;
  }
}

/** Lets a desk go on, and another in its place where it could not. */
async function settled(world: TestWorld, processes: readonly Faulty[]): Promise<void> {
  const death = processes.at(-1)?.death ?? NEVER;
  const outcome = await Promise.race([world.desk().settle().then(() => 'settled' as const, () => 'failed' as const), death]); // prettier-ignore
  if (outcome === 'settled') return;
  await world.crash();
  await world.desk().settle();
}

const NEVER = new Promise<never>(() => {});

/** An instant stands still however often it is tried to come to it. */
function inTime(world: TestWorld, step: TestStep): TestStep {
  if (step.act !== 'after') return step;
  const length = typeof step.argument['after'] === 'string' ? step.argument['after'] : '';
  const match = /^(\d+)([smhd])$/u.exec(length);
  const units: { readonly [unit: string]: number } = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  if (match === null) throw new Error(`the cases say lengths of time as 15m: ${length}`);
  const at = new Date(Date.parse(world.clock.now()) + Number(match[1]) * (units[match[2] ?? ''] ?? 0)).toISOString();
  return { ...step, act: 'at', argument: { ...step.argument, at } };
}

/** What is on record of a person's doing; null for what may be repeated without harm. */
function traces({ store }: TestWorld, { act, argument }: TestStep): number | null {
  if (['event', 'at', 'crash', 'request'].includes(act)) return null;
  if (act === 'start') return store.runs({}).filter(({ parent }) => parent === null).length;
  const by = `"by":${JSON.stringify(argument['by'])}`;
  const person = `"person":${JSON.stringify(argument['by'])}`;
  const entries = ['run:', 'session:'].flatMap((prefix) => store.streams(prefix).flatMap((stream) => store.entries(stream))); // prettier-ignore
  return entries.filter(({ body }) => [by, person].some((text) => JSON.stringify(body).includes(text))).length;
}

/** Whoever sits at a session comes back to it, and what a machine had to do there is done then. */
async function lookAgain(world: TestWorld): Promise<void> {
  const sessions = world.store.streams('session:');
  for (const stream of sessions) await world.desk().session(stream.slice('session:'.length));
  if (sessions.length > 0) await world.desk().settle();
}

/** How long what was interrupted is left alone before it is tried again, and a little more. */
const SOON = 120_000;

/**
 * Lets time pass, from one thing that is due to the next, until nothing more is due in that time, nor comes of answers that were no longer
 * waited for.
 */
async function pass(world: TestWorld, processes: readonly Faulty[], milliseconds: number): Promise<void> {
  let known = -1;
  for (let rounds = 0; rounds < 40; rounds += 1) {
    const due = dueNext(world, milliseconds);
    if (due === null && known === lengthOf(world)) return;
    known = lengthOf(world);
    if (due === null) await new Promise((resolve) => setTimeout(resolve, 1));
    else world.clock.set(due);
    await settled(world, processes);
  }
}

/** Within a while, whatever is due; for ever, what is due to a run: what comes round never ends. */
function dueNext({ store, clock }: TestWorld, milliseconds: number): string | null {
  if (milliseconds === Number.POSITIVE_INFINITY) return store.runs({ status: 'open' }).flatMap((run) => run.due ?? []).toSorted()[0] ?? null; // prettier-ignore
  const due = store.nextDue();
  return due === null || Date.parse(due) > Date.parse(clock.now()) + milliseconds ? null : due;
}

/** More time goes by than any action may take. */
async function overtime(clock: VirtualClock): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  clock.advance(60_000);
}
