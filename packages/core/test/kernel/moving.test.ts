import { describe, expect, test } from 'vitest';
import type { Node } from '@deskbook/dsl/bundle';
import { mapRun, step } from '../../src/kernel/index.ts';
import type { Entry, Graph, Moved, RunState } from '../../src/kernel/index.ts';
import { act, action, approval, field, graph, node } from './build.ts';
import { at, drive, handle, perform, started, tell } from './drive.ts';

const actions = [
  action('grant', { undo: { action: 'revoke', with: {}, exact: true } }),
  action('revoke'),
  action('tell'),
];
const ok = approval('ok');
const over = (
  nodes: readonly Node[],
  change: Parameters<typeof graph>[1] = {},
  which = actions,
  approvals = [ok],
): Graph => graph(nodes, change, which, approvals);
const approve = (id: string, change: Partial<Node> = {}): Node => node(id, { kind: 'approve', approval: 'ok' }, change);
const task = (id: string, change: Partial<Node> = {}): Node =>
  node(id, { kind: 'task', text: { en: 'Look' }, form: {}, within: null }, change);

const moved = (map: Moved['map'] = {}): Entry & Moved => ({
  type: 'run.moved', from: 'hash', to: 'next', workflow: 'test', map, by: 'tina', reason: 'mended', at: at(99),
}); // prettier-ignore

/** What is in the way, as `step code`. */
function inTheWay(from: Graph, to: Graph, state: RunState, map: Moved['map'] = {}): readonly string[] {
  const mapped = mapRun(from, to, state, moved(map));
  return mapped.ok ? [] : mapped.inTheWay.map(({ node, code }) => `${node ?? 'run'} ${code}`);
}

/** A run that has done `grant` and waits for somebody to look. */
function granted(from = over([act('grant', 'grant'), task('look', { needs: ['grant'] })])) {
  const run = drive(from);
  perform(run, 'grant', 'done');
  tell(run, 'look');
  return { from, run };
}

describe('a run goes on over the next version', () => {
  test('with what it has done, under the names of now, and what is new begins where it is due', () => {
    const { from, run } = granted();
    const to = over([
      act('give', 'grant'),
      task('look', { needs: ['give'] }),
      act('say', 'tell', { needs: ['give'] }),
      act('last', 'tell', { needs: ['look'] }),
    ]);
    expect(inTheWay(from, to, run.state(), { grant: 'give' })).toEqual([]);
    const { state } = step(to, run.state(), moved({ grant: 'give' }));
    expect(state).toMatchObject({ bundle: 'next', names: { give: 'grant' } });
    expect(state.nodes).toMatchObject({ give: { status: 'finished', output: { id: 'grant' } }, look: { status: 'active' }, last: { status: 'waiting' } }); // prettier-ignore
    expect(state.effects).toMatchObject([{ node: 'give', key: 'r/grant' }]);
    expect(state.outstanding.map((command) => ('node' in command ? `${command.type} ${command.node}` : ''))).toEqual(['await look', 'attempt say']); // prettier-ignore
  });

  test('and takes back under the first key what was done before', () => {
    const { from, run } = granted();
    const to = over([act('give', 'grant'), task('look', { needs: ['give'] })]);
    let { state } = step(to, run.state(), moved({ grant: 'give' }));
    expect(from).not.toBe(to);
    ({ state } = step(to, state, { type: 'run.cancelled', by: 'lena', reason: '', at: at(100) }));
    expect(state.outstanding).toMatchObject([{ type: 'attempt', undo: true, node: 'give', key: 'r/grant/undo' }]);
  });

  test('asks anew what was only being asked', () => {
    const from = over([node('verdict', { kind: 'decide', decision: 'd' })]);
    const run = drive(from);
    const to = over([task('first'), node('verdict', { kind: 'decide', decision: 'd' }, { needs: ['first'] })]);
    const { state } = step(to, run.state(), moved());
    expect(state.outstanding).toMatchObject([{ type: 'open', node: 'first' }]);
    expect(state.nodes['verdict']).toMatchObject({ status: 'waiting' });
  });

  test('and a step that fails can be mended and tried again, under its key', () => {
    const from = over([act('grant', 'grant')]);
    const run = drive(from);
    perform(run, 'grant', { error: 'refused' });
    const to = over([act('grant', 'grant', { title: { en: 'Mended' } })]);
    expect(inTheWay(from, to, run.state())).toEqual([]);
    let { state } = step(to, run.state(), moved());
    const open = state.outstanding.find(({ type }) => type === 'open');
    expect(open).toMatchObject({ what: 'hold', node: 'grant' });
    const { task: hold } = open as { task: string };
    const here = { task: hold, node: 'grant', visit: 0, at: at(101) };
    ({ state } = step(to, state, { type: 'task.opened', what: 'hold', assignees: [], role: null, deadline: null, ...here })); // prettier-ignore
    ({ state } = step(to, state, { type: 'task.answered', by: 'omar', outcome: 'retry', form: {}, note: null, ...here })); // prettier-ignore
    expect(state.outstanding).toMatchObject([{ type: 'attempt', key: 'r/grant', attempt: 2 }]);
  });
});

describe('is kept from it', () => {
  const cases: readonly {
    readonly name: string;
    readonly to: Graph;
    readonly map?: Moved['map'];
    readonly way: readonly string[];
  }[] = [
    { name: 'by a step that has begun and is gone', to: over([act('grant', 'grant')]), way: ['look gone'] },
    {
      name: 'by one that does something else',
      to: over([act('grant', 'tell'), approve('look', { needs: ['grant'] })]),
      way: ['grant other_verb', 'look other_verb'],
    },
    {
      name: 'by one that stands inside another',
      to: over([act('grant', 'grant'), task('look', { needs: [], block: 'grant:failed' })]),
      way: ['look elsewhere'],
    },
    {
      name: 'by a new step before what has been done',
      to: over([approve('may'), act('grant', 'grant', { needs: ['may'] }), task('look', { needs: ['grant'] })]),
      way: ['grant needs'],
    },
    {
      name: 'by another form',
      to: over([
        act('grant', 'grant'),
        node('look', { kind: 'task', text: {}, form: { size: field() }, within: null }, { needs: ['grant'] }),
      ]),
      way: ['look open_task'],
    },
    {
      name: 'by other outcomes',
      to: over([
        act('grant', 'grant'),
        task('look', { needs: ['grant'], outcomes: { declined: { kind: 'continue', establishes: [] } } }),
      ]),
      way: ['look open_task'],
    },
    {
      name: 'by another way of taking back',
      to: over([act('grant', 'grant'), task('look', { needs: ['grant'] })], {}, [
        action('grant', { undo: { action: 'tell', with: {}, exact: false } }),
        action('tell'),
      ]),
      way: ['grant undo'],
    },
    {
      name: 'by none',
      to: over([act('grant', 'grant'), task('look', { needs: ['grant'] })], {}, [action('grant')]),
      way: ['grant undo'],
    },
    {
      name: 'by an action that promises something else where it takes back',
      to: over([act('grant', 'grant'), task('look', { needs: ['grant'] })], {}, [
        action('grant', { undo: { action: 'revoke', with: {}, exact: true } }),
        action('revoke', { idempotent: 'never' }),
      ]),
      way: ['grant undo'],
    },
    {
      name: 'by what it must be given',
      to: over([act('grant', 'grant'), task('look', { needs: ['grant'] })], { input: { size: field() } }),
      way: ['run input'],
    },
    {
      name: 'where it would act for nobody',
      to: over([act('grant', 'grant'), task('look', { needs: ['grant'] })], { acts: { as: 'robot', for: null } }),
      way: ['run acts'],
    },
    {
      name: 'where it would give somebody something',
      to: over([act('grant', 'grant'), task('look', { needs: ['grant'] })], {
        activates: { of: 'glass', node: 'look', reviewed: true },
      }),
      way: ['run for_a_while'],
    },
    {
      name: 'by a map of two steps to one',
      to: over([act('grant', 'grant'), task('look', { needs: ['grant'] })]),
      map: { look: 'grant' },
      way: ['look mapped_twice', 'look name_taken', 'look other_verb'],
    },
    {
      name: 'by a new step that is called as one was before',
      to: over([act('give', 'grant'), task('look', { needs: ['give'] }), act('grant', 'tell', { needs: ['look'] })]),
      map: { grant: 'give' },
      way: ['grant name_taken'],
    },
  ];

  test.each(cases)('$name', ({ to, map, way }) => {
    const { from, run } = granted();
    expect(inTheWay(from, to, run.state(), map)).toEqual(way);
  });

  test('while an effect is being performed; one that nobody knows of may be gone on with as it was promised', () => {
    const from = over([act('grant', 'grant')], {}, [action('grant', { idempotent: 'never', retry: null })]);
    const run = drive(from);
    const { attempt, key } = run.find('attempt', 'grant');
    run.give({ type: 'effect.requested', key, action: 'grant', input: {}, attempt, node: 'grant', visit: 0 });
    expect(inTheWay(from, from, run.state())).toEqual(['grant in_flight']);
    run.give({ type: 'effect.unknown', message: '', attempt, node: 'grant', visit: 0 });
    expect(inTheWay(from, from, run.state())).toEqual([]);
    const other = over([act('grant', 'grant')], {}, [action('grant', { idempotent: 'by_key' })]);
    expect(inTheWay(from, other, run.state())).toEqual(['grant contract']);
  });

  test('once it is on its way to its end, and where it is already', () => {
    const { from, run } = granted();
    expect(mapRun(from, from, run.state(), { ...moved(), to: 'hash' })).toMatchObject({ ok: false, inTheWay: [{ code: 'same_graph' }] }); // prettier-ignore
    run.give({ type: 'run.cancelled', by: 'lena', reason: '' });
    expect(inTheWay(from, from, run.state())).toEqual(['run not_running']);
  });
});

describe('gets around no gate', () => {
  const before = over([
    approve('may'),
    act('grant', 'grant', { needs: ['may'] }),
    act('say', 'tell', { needs: ['grant'] }),
  ]);

  /** The approval is open, and nobody has answered. */
  function asked(from = before) {
    const run = drive(from);
    const { task: id } = run.find('open', 'may');
    const seats = [{ id: 'owners', role: 'owners', people: ['omar'] }];
    const entry = { type: 'opened', at: at(0), requester: 'lena', seats, deadline: null, asked: {} } as const;
    run.give({ type: 'approval.entry', task: id, entry, node: 'may', visit: 0 });
    return { run, task: id };
  }

  function approved(from = before) {
    const { run, task: id } = asked(from);
    const vote = { type: 'voted', at: at(1), by: 'omar', vote: 'approve', note: null } as const;
    run.give({ type: 'approval.entry', task: id, entry: vote, node: 'may', visit: 0 });
    return run;
  }

  test.each<readonly [string, Graph, readonly string[]]>([
    ['that is not there', over([act('grant', 'grant')]), ['may gone', 'may approval', 'grant gate']],
    ['that stands beside', over([approve('may'), act('grant', 'grant')]), ['grant gate']],
    ['that comes after', over([act('grant', 'grant'), approve('may', { needs: ['grant'] })]), ['may needs', 'grant gate']], // prettier-ignore
    [
      'by doing the same in a step of another name',
      over([approve('may'), act('give', 'grant'), act('say', 'tell', { needs: ['may'] })]),
      ['give gate'],
    ],
    [
      'of which one of two is enough',
      over([approve('may'), task('or'), act('grant', 'grant', { needs: ['may', 'or'], join: 'any' })]),
      ['grant gate'],
    ],
    [
      'whose refusal no longer matters',
      over([
        approve('may', { outcomes: { rejected: { kind: 'continue', establishes: [] } } }),
        act('grant', 'grant', { needs: ['may'] }),
      ]),
      ['may open_task', 'may approval'],
    ],
    [
      'that fewer give',
      over([approve('may'), act('grant', 'grant', { needs: ['may'] })], {}, actions, [approval('ok', { need: 1 })]),
      ['may approval'],
    ],
    [
      'that is another',
      over([node('may', { kind: 'approve', approval: 'other' }), act('grant', 'grant', { needs: ['may'] })], {}, actions, [ok, approval('other')]), // prettier-ignore
      ['may other_verb', 'may approval'],
    ],
  ])('%s', (_, to, way) => {
    expect(inTheWay(before, to, asked().run.state())).toEqual(way);
  });

  test('one that was given stands, and need not come before what is left', () => {
    const run = approved();
    expect(inTheWay(before, over([approve('may'), act('grant', 'grant')]), run.state())).toEqual([]);
    expect(inTheWay(before, over([act('grant', 'grant')]), run.state())).toEqual(['may gone', 'may approval']);
  });

  test('a token that a step requires and nobody has established', () => {
    const from = over([task('ask'), act('grant', 'grant', { needs: ['ask'], requires: ['consent'] })]);
    const run = drive(from);
    const to = over([task('ask'), act('grant', 'grant', { needs: ['ask'] })]);
    expect(inTheWay(from, to, run.state())).toEqual(['grant gate']);
  });

  test('a decision, and an approval that there is left out under a condition', () => {
    const verdict = node('verdict', { kind: 'decide', decision: 'd' });
    const from = over([verdict, act('grant', 'grant', { needs: ['verdict'] })]);
    expect(inTheWay(from, over([verdict, act('grant', 'grant')]), drive(from).state())).toEqual(['grant gate']);
    const late = over([task('wait'), approve('may', { needs: ['wait'] }), act('grant', 'grant', { needs: ['may'] })]);
    const always = { kind: 'all', of: [], reference: '' } as const;
    const sometimes = over([
      task('wait'),
      approve('may', { needs: ['wait'], when: always }),
      act('grant', 'grant', { needs: ['may'] }),
    ]);
    expect(inTheWay(late, sometimes, drive(late).state())).toEqual(['may approval']);
  });

  test('inside the items of an each that has not begun', () => {
    const each = (nodes: readonly Node[]): Node =>
      node('all', { kind: 'each', in: { kind: 'literal', value: [] }, as: 'one', key: null, atOnce: 1, nodes }, { needs: ['wait'] }); // prettier-ignore
    const from = over([task('wait'), each([approve('may'), act('grant', 'grant', { needs: ['may'] })])]);
    const to = over([task('wait'), each([act('grant', 'grant')])]);
    expect(inTheWay(from, to, drive(from).state())).toEqual(['may approval', 'grant gate']);
  });
});

describe('a move that does not fit changes nothing', () => {
  test.each<readonly [string, Partial<Moved>]>([
    ['from another bundle', { from: 'other' }],
    ['to another workflow', { workflow: 'other' }],
  ])('%s', (_, change) => {
    const { from, run } = granted();
    const result = step(from, run.state(), { ...moved(), ...change });
    expect(result.ignored).toBe('refused');
    expect(result.state.bundle).toBe('hash');
  });

  test('of a run that has not begun, or has ended', () => {
    expect(step(over([]), null, moved()).ignored).toBe('not_started');
    const run = drive(over([act('grant', 'grant')]), started);
    perform(run, 'grant', { error: 'refused' });
    handle(run, 'grant', 'give_up');
    run.give({ type: 'run.ended', end: 'failed' });
    expect(run.give(moved()).ignored).toBe('ended');
  });
});
