import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sqliteStore } from '@deskbook/core';
import { deskbook, temporaryFolder } from './scene.ts';

const folder = temporaryFolder();

const care = `
kind: workflow
id: care
title: Care for a printer
input: { ticket: ticket }
acts: { as: robot }
steps:
  - { id: restart, title: Restart it, do: printer.restart, with: { printer: main } }
  - id: look
    title: Look at it
    task: Is the printer quiet now?
    by: { actor: it_agent, role: support }
    within: 4h
    outcomes: { done: continue, declined: { end: left }, timed_out: hold }
  - id: parts
    title: Oil each wheel
    each: { in: [left, right], as: wheel, at_once: 1 }
    outcomes: { some_failed: hold, all_failed: hold }
    steps:
      - { id: oil, title: Oil it, do: printer.oil, with: { wheel: '{{wheel}}' } }
  - id: which
    title: How it went
    choose:
      - id: loud
        when: { ticket.floor: { gte: 3 } }
        steps: [{ id: tell, title: Tell them, do: printer.oil, with: { wheel: both } }]
      - { id: rest, otherwise: true, steps: [{ id: note, title: Note it, do: printer.oil, with: { wheel: none } }] }
finally:
  - { id: bye, title: Say so, do: printer.oil, with: { wheel: bye } }
ends: { done: { title: Cared for }, left: { title: Left as it is } }
`;

const files = (workflow: string, restarts: string): { readonly [path: string]: string } => ({
  'bundle.yaml': `
kind: bundle
id: printers
title: Printers
version: 1.0.0
language: 1
settings: { languages: [en], owner: support }
robot: { role: robot }
`,
  'facts.yaml': 'kind: facts\nid: printers\nbase: itil/1\nticket: { floor: { type: integer, optional: true } }\n',
  'actions.yaml': ['restart: { input: { printer: text } }', 'oil: { input: { wheel: text } }']
    .map((action) => {
      const [, name = '', input = ''] = /^(\w+): \{ (.*) \}$/u.exec(action) ?? [];
      return `kind: action\nid: printer.${name}\ntitle: ${name}\nport: printers\n${input}\noutput: {}\neffect: write\nundo: none\nidempotent: by_key\nerrors: [unavailable]\nretry: { errors: [unavailable], attempts: 2, backoff: 10m, max: 1h }\n`;
    })
    .join('---\n'),
  'access.yaml': `
kind: access
id: printers
roles:
  robot: { title: The desk }
  support: { from: { group: support } }
grants:
  - { id: robot-works, role: robot, allow: [printer.*] }
  - { id: support-leads, role: support, allow: ['start:*', 'cancel:*', 'move:*', 'pause:*'], ask: ['start:*'] }
`,
  'trigger.yaml': "kind: trigger\nid: new\nevent: ticket.created\nstart: care\nwith: { ticket: '{{ticket.id}}' }\n",
  'gate.yaml':
    'kind: decision\nid: gate\nhit: first\nsets: { decision: decision }\nrules: [{ id: all, otherwise: true, then: { decision: ALLOWED } }]\n',
  'care.yaml': workflow,
  'fixtures.yaml': `
kind: fixtures
id: people
people:
  lena: { name: Lena, groups: [] }
  sam: { name: Sam, groups: [support] }
actions:
  printer.restart: [${restarts}]
  printer.oil: [{ output: {} }]
`,
});

/** Writes the bundle into a folder. */
function bundleIn(name: string, workflow = care, restarts = '{ output: {} }'): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files(workflow, restarts)))
    writeFileSync(join(path, file), text.trimStart());
  return path;
}

const ticket = (number: number) => ({
  specversion: '1.0',
  id: `e${number}`,
  source: 'test',
  type: 'ticket.created',
  time: '2026-03-02T09:00:00Z',
  data: { ticket: { id: `T-${number}`, summary: 'It squeaks', state: 'new', requester: 'lena', floor: 1 } },
});

const at = (time: string): readonly string[] => ['--now', `2026-03-02T${time}:00Z`];

async function begun(name: string, bundle: string, tickets = 1): Promise<string> {
  const store = join(folder, `${name}.db`);
  const events = join(folder, `${name}.jsonl`);
  const lines = Array.from({ length: tickets }, (_, index) => JSON.stringify(ticket(index + 1)));
  writeFileSync(events, `${lines.join('\n')}\n`);
  expect(await deskbook(['run', bundle, '--events', events, '--store', store, ...at('09:00')])).toMatchObject({
    code: 0,
  });
  return store;
}

/** What differs from one version of a bundle to the next stands aside. */
const steady = (text: string): string => text.replaceAll(/\([0-9a-f]{12}\)/gu, '(HASH)').replaceAll(/(?<=care-)[0-9a-f]{16}/gu, 'RUN'); // prettier-ignore

describe('a run, shown', () => {
  let bundle: string;
  let store: string;
  beforeAll(async () => {
    bundle = bundleIn('shown');
    store = await begun('shown', bundle);
  });

  test('its graph, what it waits for, and what has happened', async () => {
    const { code, out } = await deskbook(['runs', store, 'care']);
    expect(code).toBe(0);
    expect(steady(out)).toBe(`care-RUN  care  running
  Care for a printer, for lena, about T-1
  began 2026-03-02T09:00:00.000Z, by printers 1.0.0 (HASH)

  ✓ restart  Restart it (do printer.restart): done
  ● look     Look at it (within 4h): since 2026-03-02T09:00:00.000Z
  ○ parts    Oil each wheel (each wheel)
  ○ which    How it went (choose)
    loud:
      ○ tell     Tell them (do printer.oil)
    rest:
      ○ note     Note it (do printer.oil)
  finally:
    ○ bye      Say so (do printer.oil)

  waits for sam: Is the printer quiet now?
    task care-RUN/look/task
    since 2026-03-02T09:00:00.000Z, until 2026-03-02T13:00:00.000Z

  2026-03-02T09:00:00.000Z  starts care
  2026-03-02T09:00:00.000Z  restart: desk may printer.restart (robot-works)
  2026-03-02T09:00:00.000Z  restart: printer.restart under key care-RUN/restart
  2026-03-02T09:00:00.000Z  restart: done
  2026-03-02T09:00:00.000Z  look: waits for a person (support)
`);
  });

  test('is found by the beginning of its id, and told apart from others', async () => {
    const several = await begun('several', bundle, 3);
    expect(await deskbook(['runs', several, 'care'])).toMatchObject({
      code: 2,
      notes: expect.stringMatching(
        /^deskbook: 3 runs begin with care\nsay more of it: care-\w+, care-\w+, care-\w+\n$/u,
      ),
    });
    expect(await deskbook(['runs', several, 'core'])).toMatchObject({ code: 2, notes: expect.stringContaining('there is no run core') }); // prettier-ignore
  });

  test('is drawn with a mark on each step; a list is not drawn', async () => {
    const mermaid = await deskbook(['runs', store, 'care', '--format', 'mermaid']);
    expect(mermaid.out).toMatch(/^flowchart TD\n/u);
    expect(mermaid.out).toContain('✓ Restart it');
    expect(mermaid.out).toContain('👤 ● Look at it');
    const dot = await deskbook(['runs', store, 'care', '--format', 'dot']);
    expect(dot.out).toMatch(/^digraph /u);
    expect(dot.out).toContain('○ Oil each wheel');
    expect(await deskbook(['runs', store, '--format', 'dot'])).toMatchObject({ code: 2 });
  });

  test('the same for machines', async () => {
    const { out } = await deskbook(['runs', store, 'care', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject([
      {
        workflow: 'care', version: '1.0.0', title: 'Care for a printer', waiting: [{ node: 'look' }], parts: [],
        steps: [{ node: 'restart', status: 'finished', outcome: 'done' }, { node: 'look', status: 'active' }, { node: 'parts' }, { node: 'which' }, { node: 'tell', block: 'which:loud' }, { node: 'note' }, { node: 'bye' }],
        waits: [{ kind: 'person', node: 'look', since: '2026-03-02T09:00:00.000Z', until: '2026-03-02T13:00:00.000Z', task: { assignees: ['sam'] } }],
        entries: [{ type: 'run.started' }, {}, {}, {}, {}],
      },
    ]); // prettier-ignore
  });

  test('a store is named in place of the bundle, or with --store', async () => {
    const byStore = await deskbook(['runs', bundle, '--store', store]);
    expect((await deskbook(['runs', store])).out).toBe(byStore.out);
    expect(await deskbook(['runs', bundle])).toMatchObject({ code: 2, notes: expect.stringContaining('name it with --store') }); // prettier-ignore
    expect(await deskbook(['runs', join(folder, 'none.db')])).toMatchObject({ code: 2, notes: expect.stringContaining('there is no store') }); // prettier-ignore
    expect(await deskbook(['runs', store, 'care', '--cancel', '--by', 'sam'])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('to say something takes the bundle'),
    });
  });

  test('runs are picked by workflow, ticket and whom they wait for', async () => {
    const several = await begun('picked', bundle, 3);
    const picked = async (...more: readonly string[]): Promise<readonly string[]> => {
      const { out } = await deskbook(['runs', several, ...more, '--format', 'json']);
      return (JSON.parse(out) as readonly { ticket: string }[]).map((run) => run.ticket);
    };
    expect(await picked('--ticket', 'T-2')).toEqual(['T-2']);
    expect(await picked('--for', 'sam')).toEqual(['T-1', 'T-2', 'T-3']);
    expect(await picked('--for', 'lena')).toEqual([]);
    expect(await picked('--workflow', 'other')).toEqual([]);
    expect(await picked('--open', '--workflow', 'care', '--for', 'sam', '--ticket', 'T-3')).toEqual(['T-3']);
  });

  test('an answer names the run, where that waits for one alone', async () => {
    const mine = await begun('answered', bundle);
    const answer = ['runs', bundle, '--store', mine, '--answer', 'care', '--by', 'sam', '--outcome', 'done', ...at('10:00')]; // prettier-ignore
    const { code, out } = await deskbook(answer);
    expect(code).toBe(0);
    expect(out).toContain('✓ parts    Oil each wheel (each wheel): done, 2 of 2 ended\n');
    expect(out).toContain(
      '      ○ tell     Tell them (do printer.oil)\n    rest:\n      ✓ note     Note it (do printer.oil): done\n',
    );
    expect(out).toMatch(/ {2}its part care\.parts-\w+ {2}ended: done\n/u);
  });
});

describe('a system that is down', () => {
  let bundle: string;
  let store: string;
  beforeAll(async () => {
    bundle = bundleIn('down', care, '{ error: unavailable }');
    store = await begun('down', bundle, 2);
  });

  test('is named, with what waits for it, since when, and when it is tried again', async () => {
    const { out } = await deskbook(['systems', '--store', store]);
    const next = /tried again at (\S+)\n/u.exec(out)?.[1] ?? '';
    expect(steady(out.replaceAll(/(?<=tried again at )\S+/gu, 'NEXT'))).toBe(
      `printer  2 steps wait, since 2026-03-02T09:00:00.000Z
  care-RUN
    waits for the system printer (restart): it is down for the test
      since 2026-03-02T09:00:00.000Z, tried once, tried again at NEXT
  care-RUN
    waits for the system printer (restart): it is down for the test
      since 2026-03-02T09:00:00.000Z, tried once, tried again at NEXT
`.replaceAll('it is down for the test', out.split('(restart): ')[1]?.split('\n')[0] ?? ''),
    );
    expect(Date.parse(next)).toBeGreaterThan(Date.parse('2026-03-02T09:00:00Z'));
    const json = await deskbook(['systems', '--store', store, '--format', 'json']);
    expect(JSON.parse(json.out)).toMatchObject([{ system: 'printer', since: '2026-03-02T09:00:00.000Z', waiting: [{ tries: 1 }, { node: 'restart' }] }]); // prettier-ignore
    expect((await deskbook(['runs', store, '--system', 'printer'])).out).toContain(
      'waits for the system printer (restart)',
    );
    expect((await deskbook(['runs', store, '--system', 'jira'])).notes).toBe('there are no runs\n');
  });

  test('what is held for it is tried again when somebody says so, and then goes on', async () => {
    await deskbook(['run', bundle, '--store', store, ...at('12:00')]);
    const held = await deskbook(['systems', '--store', store]);
    expect(held.out).toContain('tried 2 times, no longer tried by itself: answer retry');
    expect(await deskbook(['runs', bundle, '--store', store, '--retry', '--by', 'sam'])).toMatchObject({ code: 2 });
    const retry = ['runs', bundle, '--store', store, '--retry', '--system', 'printer', '--by'];
    const refused = await deskbook([...retry, 'lena', ...at('13:00')]);
    expect(refused).toMatchObject({ code: 1, out: expect.stringMatching(/^care-\w+\/restart\/hold {2}not taken: /u) });
    bundleIn('down', care, '{ output: {} }');
    const tried = await deskbook([...retry, 'sam', ...at('13:00'), '--format', 'json']);
    expect(JSON.parse(tried.out)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await deskbook(['systems', '--store', store])).toMatchObject({ out: '', notes: 'nothing waits for a system\n' }); // prettier-ignore
    expect((await deskbook([...retry, 'sam', ...at('13:00')])).notes).toBe('nothing is held\n');
  });
});

describe('a run is moved', () => {
  const next = care.replace('id: restart,', 'id: wake,').replace("  - id: parts\n", "  - { id: again, title: Restart it again, do: printer.restart, with: { printer: main } }\n  - id: parts\n"); // prettier-ignore

  test('first looked at, then done, and it ends by the new steps', async () => {
    const bundle = bundleIn('moving');
    const store = await begun('moving', bundle);
    bundleIn('moving', next);
    const move = ['runs', bundle, 'care', '--store', store, '--move', ...at('10:00')];
    const refused = await deskbook([...move, '--dry-run']);
    expect(refused.code).toBe(1);
    const hashes = (text: string): string => steady(text).replaceAll(/[0-9a-f]{12}/gu, 'HASH');
    expect(hashes(refused.out)).toBe(`care-RUN  care  from HASH to HASH
  ✓ restart  is not there
  ● look     stays
  ○ parts    stays
  ○ which    stays
  ○ tell     stays
  ○ note     stays
  ○ bye      stays
  + wake     is new
  + again    is new
in the way:
  ! restart: it has begun, and is not there
  ! look: there it comes after wake, which is not through
`);
    const map = ['--map', 'restart=wake'];
    expect((await deskbook([...move, ...map, '--dry-run'])).code).toBe(0);
    expect((await deskbook(['runs', store, 'care'])).out).toContain('✓ restart');
    expect(await deskbook([...move, ...map])).toMatchObject({ code: 2, notes: expect.stringContaining('--by') });
    expect(await deskbook([...move, ...map, '--by', 'lena'])).toMatchObject({ code: 1, notes: expect.stringContaining('not moved: lena may not move this run') }); // prettier-ignore
    expect(await deskbook([...move, '--map', 'restart', '--by', 'sam'])).toMatchObject({ code: 2 });
    expect(await deskbook([...move, '--by', 'sam'])).toMatchObject({ code: 1, notes: 'not moved: see what is in the way\n' }); // prettier-ignore
    const moved = await deskbook([...move, ...map, '--by', 'sam', '--note', 'twice is better', '--format', 'json']);
    expect(JSON.parse(moved.out)).toMatchObject({ ok: true, plan: { inTheWay: [] } });
    const shown = await deskbook(['runs', store, 'care']);
    expect(shown.out).toContain('  ✓ wake   Restart it (do printer.restart): done\n');
    expect(shown.out).toContain('is moved by sam to another version: twice is better');
    await deskbook(['runs', bundle, '--store', store, '--answer', 'care', '--by', 'sam', '--outcome', 'done', ...at('11:00')]); // prettier-ignore
    expect((await deskbook(['runs', store, '--format', 'json'])).out).toContain('"end":"done"');
    expect(await deskbook(['audit', 'replay', '--store', store, '--format', 'pretty'])).toMatchObject({ code: 0 });
    expect((await deskbook(['report', bundle, '--store', store, '--run', 'care'])).out).toContain('Care for a printer');
  });
});

test('while a desk has the store open others look, and are told what to do where they would write', async () => {
  const bundle = bundleIn('busy');
  const store = await begun('busy', bundle);
  const desk = sqliteStore(store);
  for (const command of [
    ['runs', store],
    ['runs', bundle, 'care', '--store', store],
    ['systems', '--store', store],
    ['events', bundle, '--store', store],
    ['report', bundle, '--store', store, '--run', 'care'],
    ['audit', 'verify', '--store', store],
    ['audit', 'replay', '--store', store],
    ['audit', 'export', '--store', store],
    ['runs', bundle, 'care', '--store', store, '--move', '--dry-run'],
  ])
    expect({ command, code: (await deskbook([...command])).code }).toEqual({ command, code: command.includes('--dry-run') ? 1 : 0 }); // prettier-ignore
  for (const more of [['--cancel'], ['--move'], ['--retry'], ['--pause']])
    expect(await deskbook(['runs', bundle, 'care', '--store', store, ...more, '--by', 'sam'])).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/one store has one writer\nwait until that desk has ended, or stop it/u),
    });
  await desk.close();
});

describe('how systems are guarded, in desk.yaml', () => {
  const bundle = (): string => bundleIn('guarded');
  const looked = async (resilience: string): Promise<{ readonly code: number; readonly notes: string }> => {
    const path = bundle();
    writeFileSync(join(path, 'desk.yaml'), `fixtures: [people]\nresilience: ${resilience}\n`);
    return deskbook(['run', path, '--store', join(folder, 'guarded.db'), ...at('09:00')]);
  };

  test('all of them, and single ones', async () => {
    const good = '{ all: { timeout: 5s, attempts: 2, backoff: 200ms, failures: 5, open_for: 30s, at_once: 64 }, each: { jira: { per_second: 10 } } }'; // prettier-ignore
    expect(await looked(good)).toMatchObject({ code: 0 });
  });

  test.each([
    ['{ some: { timeout: 5s } }', '`resilience` has no `some`'],
    ['{ all: { patience: 5s } }', '`resilience.all` has no `patience`'],
    ['{ all: { timeout: soon } }', '`timeout` is no length of time'],
    ['{ each: { jira: { per_second: 0 } } }', '`resilience.each.jira`: `per_second` is no number from 1'],
    ['{ each: [jira] }', '`resilience.each` is not a mapping'],
  ])('%s is wrong use', async (resilience, message) => {
    expect(await looked(resilience)).toMatchObject({ code: 2, notes: expect.stringContaining(message) });
  });
});
