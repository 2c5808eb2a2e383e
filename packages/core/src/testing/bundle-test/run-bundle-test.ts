import type { Json, JsonObject } from '@deskbook/policies';
import type { TestStep } from '@deskbook/dsl/bundle';
import { loadRun } from '../../execution/load-run.ts';
import { askPermissions } from './ask-permissions.ts';
import { compare } from './compare.ts';
import type { Difference } from './compare.ts';
import { observe } from './observe.ts';
import { lastRun, performAct } from './perform-act.ts';
import { slaSeen } from './receive-event.ts';
import { toldEvents } from './told-events.ts';
import type { TestFailure, TestResult } from './test-result.ts';
import { openTestWorld } from './test-world.ts';
import type { TestWorld, TestWorldOptions } from './test-world.ts';

/**
 * Runs one of a bundle's own tests on a real desk and says what went otherwise than expected, with the place in the test's file. A step
 * that could not be made ends the test: what follows it would only fail for the same reason.
 */
export async function runBundleTest(options: TestWorldOptions): Promise<TestResult> {
  const { test } = options;
  const world = await openTestWorld(options);
  const failures: TestFailure[] = [];
  let ticket: string | null = null;
  let told = 0;
  for (const [index, step] of test.steps.entries()) {
    switchPorts(world, step);
    const outcome = await performAct(world, step, index);
    if ('problem' in outcome) {
      failures.push({ pointer: step.pointer, message: outcome.problem, differences: [] });
      break;
    }
    ticket = typeof outcome.seen['ticket'] === 'string' ? outcome.seen['ticket'] : ticket;
    const events = toldEvents(world.store);
    const seen = { ...outcome.seen, told: events.slice(told) };
    told = events.length;
    const differences = await differ(world, step.expect ?? {}, seen, ticket);
    if (differences.length > 0)
      failures.push({ pointer: step.pointer, message: `\`${step.act}\` went otherwise`, differences });
    failures.push(...(await askPermissions(world, step.may, test.given)));
  }
  failures.push(...(await askPermissions(world, test.may, test.given)));
  await world.close();
  return { id: test.id, title: test.title, file: test.file, failures, unusedMocks: world.ports.unusedMocks() };
}

function switchPorts(world: TestWorld, { argument }: TestStep): void {
  for (const port of listOf(argument['down'])) world.ports.setDown(port, true);
  for (const port of listOf(argument['up'])) world.ports.setDown(port, false);
}

/** A step that expects nothing still expects not to be refused. */
function unforeseen(seen: JsonObject): readonly Difference[] {
  return ['refused', 'rejected'].flatMap((key) =>
    seen[key] === undefined ? [] : [{ path: `/${key}`, expected: null, actual: seen[key] }],
  );
}

async function differ(
  world: TestWorld,
  expected: JsonObject,
  seen: JsonObject,
  ticket: string | null,
): Promise<readonly Difference[]> {
  const { refused, ...rest } = expected;
  const happened = observe({ bundle: world.bundle, ...world.since(), open: world.desk().tasks() });
  const more: { [key: string]: Json } = {};
  for (const key of ['asking', 'outcome', 'path'].filter((each) => Object.hasOwn(rest, each)))
    more[key] = await sessionFact(world, key);
  if (Object.hasOwn(rest, 'facts') && ticket !== null) more['facts'] = flatten(world.store.ticket(ticket)?.facts ?? {});
  if (Object.hasOwn(rest, 'sla') && seen['sla'] === undefined && ticket !== null) more['sla'] = slaOf(world, ticket);
  if (Object.hasOwn(rest, 'established')) more['established'] = establishedBy(world);
  if (Object.hasOwn(rest, 'report')) more['report'] = await reportOf(world);
  const other = Object.hasOwn(expected, 'rejected') || refused !== undefined ? [] : unforeseen(seen);
  return [
    ...compare(rest, { ...happened, ...seen, ...more }),
    ...other,
    ...(refused === undefined ? [] : compareRefusal(refused, seen)),
  ];
}

/** A refusal is named by its code, or by what its reason names. */
function compareRefusal(expected: Json, seen: JsonObject): readonly Difference[] {
  const { refused: code, refusal } = seen;
  const fits =
    code === expected || (typeof refusal === 'string' && typeof expected === 'string' && refusal.includes(expected));
  return fits ? [] : [{ path: '/refused', expected, actual: code === undefined ? undefined : [code, refusal ?? null] }];
}

/** What the session that was last spoken to asks, or how it ended. */
async function sessionFact(world: TestWorld, key: string): Promise<Json> {
  const session = world.store
    .streams('session:')
    .toSorted((one, other) => (lastAt(world, one) < lastAt(world, other) ? -1 : 1))
    .at(-1);
  const view = session === undefined ? null : await world.desk().session(session.slice('session:'.length));
  if (key === 'asking') return view?.prompt?.node ?? null;
  return key === 'outcome' ? (view?.outcome?.id ?? null) : (view?.path.map(({ node }) => node) ?? []);
}

function lastAt(world: TestWorld, stream: string): string {
  return world.store.entries(stream).at(-1)?.at ?? '';
}

function slaOf(world: TestWorld, ticket: string): Json {
  const level = world.desk().ticketServiceLevel(ticket);
  return level === null ? null : slaSeen(level);
}

function establishedBy(world: TestWorld): Json {
  const run = lastRun(world);
  const loaded = run === null ? null : loadRun({ store: world.store, bundleOf: () => world.bundle }, run);
  return loaded?.state.established ?? [];
}

async function reportOf(world: TestWorld): Promise<Json> {
  const run = lastRun(world);
  return run === null ? null : (JSON.parse(JSON.stringify(await world.desk().report(run))) as Json);
}

/** `{ ticket: { priority: P1 } }` as `{ ticket.priority: P1 }`. */
function flatten(facts: JsonObject): JsonObject {
  const wrapped = Object.hasOwn(facts, 'ticket') ? facts : { ticket: facts };
  return Object.fromEntries(
    Object.entries(wrapped).flatMap(([root, record]) =>
      typeof record === 'object' && record !== null && !Array.isArray(record)
        ? Object.entries(record).map(([name, value]) => [`${root}.${name}`, value])
        : [[root, record]],
    ),
  );
}

function listOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
