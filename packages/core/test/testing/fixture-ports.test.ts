import { describe, expect, test } from 'vitest';
import type { Fixtures } from '@deskbook/dsl/bundle';
import { fixturePorts, joinFixtures, virtualClock } from '../../src/testing/index.ts';
import { action, field } from '../kernel/build.ts';
import { done, fails, fixtures } from '../execution/scene.ts';

const signal = new AbortController().signal;
const options = (key: string) => ({ key, deadline: '', signal, scopes: [] });
const actions = {
  grant: action('grant', { output: { id: field() } }),
  ping: action('ping'),
  once: action('once', { idempotent: 'never', output: { id: field() } }),
  'mail.send': action('mail.send', { port: 'mail', output: { message: field() } }),
  'helpdesk.transition': action('helpdesk.transition', {
    port: 'helpdesk',
    output: { state: field(), fields: field('json') },
  }),
};
const world: Fixtures = {
  ...fixtures,
  tickets: { 'T-1': { state: 'open' } },
  articles: [
    { id: 'k1', title: 'Wi-Fi', url: 'https://kb/1', verified: true, words: ['wifi', 'radio'] },
    { id: 'k2', title: 'VPN', url: 'https://kb/2', verified: false, words: ['vpn', 'radio'] },
  ],
  pastTickets: [
    { id: 'P-1', workflow: 'access', summary: 'Read the finance database', outcome: 'done', minutes: 40, notes: [] },
    { id: 'P-2', workflow: 'wifi', summary: 'No network', outcome: 'done', minutes: 10, notes: [] },
  ],
  secrets: { hook: 's3cret' },
  actions: {
    grant: [{ when: { user: 'omar', more: { deep: 1 } }, output: { id: 'deep' }, error: null }, done({ id: 'any' })],
  },
};
const ports = (more = {}) => fixturePorts(world, { bundle: { actions }, ...more });

describe('perform', () => {
  test('the first answer whose values the input has', async () => {
    const { perform } = ports();
    expect(await perform('grant', { user: 'omar', more: { deep: 1, other: 2 } }, options('a'))).toMatchObject({
      output: { id: 'deep' },
    });
    expect(await perform('grant', { user: 'lena' }, options('b'))).toMatchObject({ output: { id: 'any' } });
  });

  test('mocks come first, call by call; what is left over is told', async () => {
    const mocks = { grant: [fails('unavailable'), fails('unknown'), done({ id: 'third' })], ping: [done()] };
    const { perform, unusedMocks } = ports({ mocks });
    const results = [];
    for (const key of ['a', 'b', 'c', 'd']) results.push(await perform('grant', {}, options(key)));
    expect(results).toMatchObject([
      { status: 'failed', error: 'unavailable' },
      { status: 'unknown' },
      { output: { id: 'third' } },
      { output: { id: 'any' } },
    ]);
    expect(unusedMocks()).toEqual(['ping']);
  });

  test('under one key a thing that is idempotent by its key is done once', async () => {
    const mocks = { grant: [done({ id: '1' }), done({ id: '2' })], once: [done({ id: '1' }), done({ id: '2' })] };
    const { perform, calls } = ports({ mocks });
    const twice = async (name: string) => [
      await perform(name, {}, options('k')),
      await perform(name, {}, options('k')),
    ];
    expect(await twice('grant')).toMatchObject([{ output: { id: '1' } }, { output: { id: '1' } }]);
    expect(await twice('once')).toMatchObject([{ output: { id: '1' } }, { output: { id: '2' } }]);
    expect(calls).toHaveLength(4);
  });

  test('what nobody has an answer for', async () => {
    const { perform } = ports();
    expect(await perform('once', {}, options('a'))).toMatchObject({ status: 'failed', error: 'unavailable' });
    expect(await perform('nothing', {}, options('a'))).toMatchObject({ status: 'failed', error: 'unavailable' });
    expect(await perform('ping', {}, options('a'))).toEqual({ status: 'done', output: {} });
    expect(await perform('mail.send', {}, options('m'))).toEqual({ status: 'done', output: { message: 'm' } });
    expect(await perform('helpdesk.transition', { ticket: 'T-1' }, options('h'))).toEqual({
      status: 'done',
      output: { state: 'open', fields: {} },
    });
  });
});

describe('reading', () => {
  test('people, also by their accounts', async () => {
    const { directory } = ports();
    expect(await directory.person('lena')).toMatchObject({ id: 'lena', properties: { email: 'lena@acme.example' } });
    expect(await directory.person('constructor')).toBeNull();
    expect(await directory.personByAccount('email', 'omar@acme.example')).toBe('omar');
    expect(await directory.personByAccount('jira', 'x')).toBeNull();
    expect(await directory.groupsOfGroup('none')).toEqual([]);
    expect(await directory.onSchedule('none', '')).toEqual([]);
  });

  test('absences, to the end of the last day or to the minute', async () => {
    const absences = [
      { person: 'lena', from: '2026-03-02', until: '2026-03-03' },
      { person: 'omar', from: '2026-03-02T08:00:00Z', until: '2026-03-02T12:00:00Z' },
    ];
    const { directory } = fixturePorts({ ...world, absences }, { bundle: { actions } });
    expect(await directory.absent('lena', '2026-03-03T23:00:00Z')).toBe(true);
    expect(await directory.absent('lena', '2026-03-04T00:00:00Z')).toBe(false);
    expect(await directory.absent('omar', '2026-03-02T12:00:00Z')).toBe(false);
  });

  test('everything else', async () => {
    const { assets, knowledge, pastTickets, secrets, helpDesk } = ports();
    expect(await assets.asset('LT-1')).toMatchObject({ os: 'macos' });
    expect(await assets.asset('LT-9')).toBeNull();
    expect(await assets.assetsOf('omar')).toEqual(['LT-2']);
    expect((await knowledge.search('radio and wifi', 5)).map(({ id }) => id)).toEqual(['k1', 'k2']);
    expect((await pastTickets.similar({ workflow: 'wifi', text: 'database' }, 5)).map(({ id }) => id)).toEqual([
      'P-2',
      'P-1',
    ]);
    expect(await secrets.secret('hook')).toBe('s3cret');
    expect(await secrets.secret('none')).toBeNull();
    expect(await helpDesk.ticket('T-1')).toEqual({ state: 'open' });
    expect(await helpDesk.changesSince(null)).toEqual({ events: [], cursor: '0', more: false });
  });

  test('a port that is down rejects, and is up again when it is', async () => {
    const { directory, perform, assets, setDown } = ports({ down: ['assets'] });
    await expect(assets.assetsOf('lena')).rejects.toThrow('the assets is down');
    setDown('directory', true);
    setDown('perform', true);
    await expect(directory.person('lena')).rejects.toThrow('the directory is down');
    expect(await perform('ping', {}, options('a'))).toMatchObject({ status: 'failed', error: 'unavailable' });
    setDown('directory', false);
    expect(await directory.person('lena')).not.toBeNull();
  });
});

test('several fixtures are one world', () => {
  const joined = joinFixtures([world, { ...fixtures, id: 'more', people: {}, assets: { 'LT-1': { os: 'linux' } } }]);
  expect(joined.id).toBe('people+more');
  expect(joined.assets['LT-1']).toEqual({ os: 'linux' });
  expect(joined.people['lena']?.id).toBe('lena');
});

describe('virtual clock', () => {
  test('stands still, and only goes forwards', () => {
    const clock = virtualClock('2026-03-02T09:00:00+01:00');
    expect(clock.now()).toBe('2026-03-02T08:00:00.000Z');
    clock.advance(1_500);
    expect(clock.now()).toBe('2026-03-02T08:00:01.500Z');
    clock.set('2026-01-01T00:00:00Z');
    expect(clock.now()).toBe('2026-03-02T08:00:01.500Z');
    expect(() => clock.set('soon')).toThrow('not an instant: soon');
  });

  test('wakes whoever slept until then', async () => {
    const clock = virtualClock('2026-03-02T08:00:00Z');
    const woken: string[] = [];
    const sleep = async (until: string) => {
      await clock.sleepUntil(until, signal);
      woken.push(until);
    };
    const sleeping = [sleep('2026-03-02T07:00:00Z'), sleep('2026-03-02T08:01:00Z'), sleep('2026-03-02T08:02:00Z')];
    clock.set('2026-03-02T08:01:00Z');
    await Promise.all(sleeping.slice(0, 2));
    expect(woken).toEqual(['2026-03-02T07:00:00Z', '2026-03-02T08:01:00Z']);
  });

  test('who no longer wants to sleep is told so', async () => {
    const clock = virtualClock('2026-03-02T08:00:00Z');
    const given = new AbortController();
    const sleeping = clock.sleepUntil('2026-03-03T08:00:00Z', given.signal);
    given.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
    await expect(clock.sleepUntil('2026-03-03T08:00:00Z', given.signal)).rejects.toThrow('enough');
  });
});
