import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { resilientPorts } from '@deskbook/core/resilience';
import type { PortsToGuard } from '@deskbook/core/resilience';
import type { Directory, Perform, PerformResult } from '@deskbook/core';
import { openScene, created, trigger } from '../desk/scene.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const done: PerformResult = { status: 'done', output: {} };
const down: PerformResult = { status: 'failed', error: 'unavailable', message: 'down for maintenance' };

const options = (signal = new AbortController().signal): Parameters<Perform>[2] => ({
  key: 'k',
  deadline: '2026-03-27T15:00:00Z',
  signal,
  scopes: [],
});

/** A directory that answers, rejects or hangs, as it is told. */
function moodyDirectory(): { directory: Directory; mood: 'well' | 'down' | 'silent'; asked: number } {
  const world = {
    mood: 'well' as 'well' | 'down' | 'silent',
    asked: 0,
    directory: {
      person: async (id: string) => {
        world.asked += 1;
        if (world.mood === 'down') throw new Error('connection refused');
        if (world.mood === 'silent') return new Promise<never>(() => {});
        return { id, groups: [], properties: {} };
      },
    } as unknown as Directory,
  };
  return world;
}

const perform: Perform = async () => done;
const quick = { timeout: 100, attempts: 2, backoff: 10, breaker: { failures: 3, openFor: 1_000 } };

describe('a port that reads', () => {
  test('is asked a second time before it has failed', async () => {
    const world = moodyDirectory();
    const { ports, health } = resilientPorts({ perform, directory: world.directory }, { all: quick });
    world.mood = 'down';
    const read = ports.directory.person('lena');
    await vi.advanceTimersByTimeAsync(1);
    world.mood = 'well';
    await vi.advanceTimersByTimeAsync(50);
    expect(await read).toMatchObject({ id: 'lena' });
    expect(world.asked).toBe(2);
    expect(health()).toMatchObject([{ target: 'directory', state: 'closed', failure: null }]);
  });

  test('that does not answer has failed after its time', async () => {
    const world = moodyDirectory();
    const { ports } = resilientPorts({ perform, directory: world.directory }, { all: { ...quick, attempts: 1 } });
    world.mood = 'silent';
    const read = ports.directory.person('lena').catch((error: unknown) => String(error));
    await vi.advanceTimersByTimeAsync(101);
    expect(await read).toMatch(/timed out/i);
  });

  test('that fails again and again is not asked, until one call finds it well', async () => {
    const world = moodyDirectory();
    const { ports, health } = resilientPorts(
      { perform, directory: world.directory },
      { all: { ...quick, attempts: 1 } },
    );
    world.mood = 'down';
    for (let time = 0; time < 3; time += 1) await expect(ports.directory.person('lena')).rejects.toThrow('refused');
    await expect(ports.directory.person('lena')).rejects.toMatchObject({
      name: 'TargetUnavailable',
      target: 'directory',
    });
    expect(world.asked).toBe(3);
    expect(health()).toMatchObject([{ state: 'open', failure: 'connection refused' }]);
    world.mood = 'well';
    await vi.advanceTimersByTimeAsync(1_001);
    expect(await ports.directory.person('lena')).toMatchObject({ id: 'lena' });
    expect(health()).toMatchObject([{ state: 'closed', failure: null }]);
  });

  test('keeps its own this, and what is no method', async () => {
    class Ldap {
      readonly #server = 'ldap';
      readonly name = 'ours';
      async person(id: string): Promise<{ id: string; groups: string[]; properties: { server: string } }> {
        return { id, groups: [], properties: { server: this.#server } };
      }
    }
    const directory = new Ldap() as unknown as Directory & Ldap;
    const { ports } = resilientPorts({ perform, directory });
    expect(ports.directory.name).toBe('ours');
    expect(await ports.directory.person('lena')).toMatchObject({ properties: { server: 'ldap' } });
  });
});

/** Every port that reads, by one of its methods. */
const readings: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['directory', 'person', ['lena']],
  ['directory', 'personByAccount', ['jira', 'l1']],
  ['directory', 'groupsOfGroup', ['G']],
  ['directory', 'membersOfGroup', ['G']],
  ['directory', 'onSchedule', ['duty', '2026-03-27T14:00:00Z']],
  ['directory', 'absent', ['lena', '2026-03-27T14:00:00Z']],
  ['helpDesk', 'changesSince', [null]],
  ['helpDesk', 'ticket', ['T-1']],
  ['assets', 'asset', ['LT-1']],
  ['assets', 'assetsOf', ['lena']],
  ['knowledge', 'search', ['printer', 3]],
  ['monitoring', 'status', ['LT-1']],
  ['pastTickets', 'similar', [{}, 3]],
  ['secrets', 'secret', ['jira']],
];

describe.each(readings)('%s.%s', (port, method, given) => {
  test('has its time, a second try, and a circuit that opens; the answer comes through as it is', async () => {
    let asked = 0;
    let mood: 'well' | 'silent' | 'down' = 'well';
    const call = async (...parameters: readonly unknown[]): Promise<unknown> => {
      asked += 1;
      if (mood === 'down') throw new Error('connection refused');
      return mood === 'silent' ? new Promise(() => {}) : parameters;
    };
    const world = { perform, [port]: { [method]: call } } as unknown as Parameters<typeof resilientPorts>[0];
    const { ports, health } = resilientPorts(world, { all: quick });
    const read = async (): Promise<unknown> =>
      (ports as unknown as { [port: string]: { [method: string]: typeof call } })[port]?.[method]?.(...given);
    expect(await read()).toEqual(given);
    mood = 'silent';
    const late = read().catch((error: unknown) => String(error));
    await vi.advanceTimersByTimeAsync(500);
    expect(await late).toMatch(/timed out/i);
    expect(asked).toBe(3);
    mood = 'down';
    await Promise.all([read().catch(() => null), vi.advanceTimersByTimeAsync(500)]);
    expect(health()).toMatchObject([{ target: port, state: 'open' }]);
    const before = asked;
    await expect(read()).rejects.toMatchObject({ name: 'TargetUnavailable', target: port });
    expect(asked).toBe(before);
  });
});

test('a failure is shown without what was handed out, and without what looks like a secret', async () => {
  let said = '';
  const world: PortsToGuard = {
    perform: async () => ({ status: 'failed', error: 'unavailable', message: said }),
    directory: moodyDirectory().directory,
    secrets: { secret: async () => 'p3ach-melba' },
  };
  const { ports, health } = resilientPorts(world, { all: { breaker: { failures: 99, openFor: 1 } } });
  await ports.secrets?.secret('jira');
  const cases: readonly (readonly [string, string])[] = [
    ['401 for key p3ach-melba', '401 for key ••••'],
    ['GET https://bot:hunter2@jira.example/rest failed', 'GET https://••••@jira.example/rest failed'],
    ['Authorization: Bearer eyJhbGciOi.x-y_z= was refused', 'Authorization: Bearer •••• was refused'],
    ['https://jira.example/?token=abc123&id=7 gave 500', 'https://jira.example/?token=••••&id=7 gave 500'],
    ['{"password":"hunter2","user":"bot"}', '{"password":"••••","user":"bot"}'],
    ['the printer is out of paper', 'the printer is out of paper'],
  ];
  for (const [failure, shown] of cases) {
    said = failure;
    await ports.perform('jira.comment', {}, options());
    expect(health().find(({ target }) => target === 'jira')?.failure).toBe(shown);
  }
});

describe('what is performed', () => {
  test('is done once, whatever comes of it', async () => {
    let times = 0;
    const fails: Perform = async () => {
      times += 1;
      throw new Error('socket hang up');
    };
    const { ports } = resilientPorts({ perform: fails, directory: moodyDirectory().directory }, { all: quick });
    await expect(ports.perform('jira.comment', {}, options())).rejects.toThrow('hang up');
    expect(times).toBe(1);
  });

  test('is not begun while its system is down, and has then surely not happened', async () => {
    let times = 0;
    const answers: Perform = async () => {
      times += 1;
      return down;
    };
    const { ports } = resilientPorts({ perform: answers, directory: moodyDirectory().directory }, { all: quick });
    for (let time = 0; time < 3; time += 1) expect(await ports.perform('jira.comment', {}, options())).toEqual(down);
    expect(await ports.perform('jira.comment', {}, options())).toMatchObject({
      status: 'failed',
      error: 'unavailable',
      message: 'jira is not asked: it failed too often, last with “down for maintenance”',
    });
    expect(times).toBe(3);
  });

  test('an error of the work itself says nothing of the system', async () => {
    const refused: Perform = async () => ({ status: 'failed', error: 'not_found', message: 'no such ticket' });
    const { ports, health } = resilientPorts(
      { perform: refused, directory: moodyDirectory().directory },
      { all: quick },
    );
    for (let time = 0; time < 9; time += 1) await ports.perform('jira.comment', {}, options());
    expect(health().find(({ target }) => target === 'jira')).toMatchObject({ state: 'closed', failure: null });
  });

  test('one system that is down leaves the others alone', async () => {
    const answers: Perform = async (action) => (action.startsWith('jira.') ? down : done);
    const { ports, health } = resilientPorts(
      { perform: answers, directory: moodyDirectory().directory },
      { all: quick },
    );
    for (let time = 0; time < 4; time += 1) await ports.perform('jira.comment', {}, options());
    expect(await ports.perform('mail.send', {}, options())).toEqual(done);
    const states = health().map(({ target, state }) => [target, state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['jira', 'open'],
        ['mail', 'closed'],
      ]),
    );
  });

  test('what the desk stopped waiting for counts, and frees its place', async () => {
    const silent: Perform = () => new Promise<never>(() => {});
    const { ports, health } = resilientPorts(
      { perform: silent, directory: moodyDirectory().directory },
      { all: { ...quick, atOnce: 1 } },
    );
    for (let time = 0; time < 3; time += 1) {
      const desk = new AbortController();
      const answer = ports.perform('jira.comment', {}, options(desk.signal)).catch((error: unknown) => String(error));
      await vi.advanceTimersByTimeAsync(1);
      desk.abort();
      expect(await answer).toContain('in time');
    }
    expect(health().find(({ target }) => target === 'jira')).toMatchObject({ state: 'open', waiting: 0 });
  });

  test('whose time was over before its turn came is never begun', async () => {
    let times = 0;
    const slow: Perform = async () => {
      times += 1;
      await new Promise((resolve) => setTimeout(resolve, 500));
      return done;
    };
    const { ports } = resilientPorts(
      { perform: slow, directory: moodyDirectory().directory },
      { all: { ...quick, atOnce: 1 } },
    );
    const first = ports.perform('jira.comment', {}, options());
    const desk = new AbortController();
    const second = ports.perform('jira.comment', {}, options(desk.signal));
    desk.abort();
    await vi.advanceTimersByTimeAsync(501);
    expect(await first).toEqual(done);
    expect(await second).toMatchObject({ status: 'failed', error: 'unavailable' });
    expect(times).toBe(1);
  });

  test('no more begin in a second than may, and all are done in the order they came', async () => {
    const begun: [number, number][] = [];
    const numbered: Perform = async (_, { number }) => {
      begun.push([Number(number), performance.now()]);
      return done;
    };
    const { ports, health } = resilientPorts(
      { perform: numbered, directory: moodyDirectory().directory },
      { each: { jira: { perSecond: 10 } } },
    );
    const all = Promise.all(
      Array.from({ length: 35 }, (_, number) => ports.perform('jira.comment', { number }, options())),
    );
    await vi.advanceTimersByTimeAsync(10);
    expect(begun.length).toBe(10);
    expect(health().find(({ target }) => target === 'jira')).toMatchObject({ waiting: 25 });
    await vi.advanceTimersByTimeAsync(4_000);
    await all;
    expect(begun.map(([number]) => number)).toEqual(Array.from({ length: 35 }, (_, number) => number));
    for (const [index, [, at]] of begun.entries())
      expect(at - (begun[index - 10]?.[1] ?? -1_000)).toBeGreaterThanOrEqual(1_000);
  });
});

test('a desk over guarded ports: a system that is down delays its own steps and nothing else', async () => {
  vi.useRealTimers();
  const scene = await openScene({ files: { 'trigger.yaml': trigger('restart', '') } });
  let isDown = true;
  const failing: Perform = async (...asked) => (isDown ? down : scene.ports.perform(...asked));
  const { ports, health } = resilientPorts(
    { perform: failing, directory: scene.ports.directory },
    { all: { breaker: { failures: 2, openFor: 20 } } },
  );
  const { desk, clock } = await openScene({
    files: { 'trigger.yaml': trigger('restart', '') },
    options: { ...ports },
  });
  for (let number = 0; number < 5; number += 1) await desk.receive(created(number));
  await desk.settle();
  expect(desk.runs({ status: 'open' }).length).toBeGreaterThan(0);
  expect(health().find(({ target }) => target === 'printer')).toMatchObject({ state: 'open' });
  isDown = false;
  await new Promise((resolve) => setTimeout(resolve, 30));
  clock.advance(3_600_000);
  await desk.settle();
  for (const task of desk.tasks()) await desk.answer(task.task, { by: 'sam', outcome: 'retry' });
  await desk.settle();
  expect(desk.runs({}).map(({ end }) => end)).toEqual(['done', 'done', 'done', 'done', 'done']);
});
