import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { foldSession, notSure, stepSession, viewSession } from '../../src/troubleshooting/index.ts';
import type { SessionEntry, SessionState, TurnEntry } from '../../src/troubleshooting/index.ts';
import type { Tree } from '@deskbook/dsl/bundle';
import { trees, wifi } from './wifi-tree.ts';

const at = '2026-03-02T09:00:00.000Z';

function started(tree = 'wifi', of: { readonly [id: string]: Tree } = trees): SessionState {
  const state = stepSession(of, null, {
    type: 'session.started',
    at,
    session: 's',
    bundle: 'b',
    tree,
    person: 'lena',
    ticket: null,
    input: {},
    parent: null,
  });
  if (!state) throw new Error('the session did not start');
  return state;
}

/** Says something at the place the session is at. */
function say(state: SessionState, entry: TurnEntry, of: { readonly [id: string]: Tree } = trees): SessionState {
  const next = state.place && stepSession(of, state, { at, ...state.place, ...entry });
  if (!next) throw new Error('the session is over');
  return next;
}

const answer = (choice: string | null, form = {}): TurnEntry => ({
  type: 'session.answered',
  by: 'lena',
  choice,
  form,
});
const known = (value: string | null): TurnEntry => ({ type: 'session.known', answer: value, value });
const checked = (result: 'yes' | 'no' | 'unknown', reason: string | null = null): TurnEntry => ({
  type: 'session.checked',
  result,
  output: { seen: result },
  reason,
  permission: null,
});
const performed = (result: 'done' | 'failed'): TurnEntry => ({
  type: 'session.performed',
  result,
  output: {},
  reason: null,
  denial: null,
});

/** From a session to where a list of things said brings it. */
function after(...said: readonly TurnEntry[]): SessionState {
  return said.reduce((state, entry) => say(state, entry), started());
}

const toKind = [known(null), checked('yes')] as const;
const toPlug = [...toKind, known('usb')] as const;

describe('where each answer leads', () => {
  test.each<[string, readonly TurnEntry[], string | null, string | null]>([
    ['what is known answers first', [known('yes')], 'kind', null],
    ['a check answers what is not known', [...toKind], 'kind', null],
    [
      'a person is asked where the check could not tell',
      [known(null), checked('unknown', 'the device is off')],
      'radio',
      null,
    ],
    ['a person may then answer', [known(null), checked('unknown'), answer('no')], 'turn-on', null],
    ['a fix that was not performed counts as not fixed', [known('no'), performed('failed')], 'radio', null],
    ['a fix is checked', [known('no'), performed('done'), checked('yes')], null, 'solved'],
    ['a check that says it did not help', [known('no'), performed('done'), checked('no')], 'radio', null],
    [
      'a person is asked whether it helped, where no check can tell',
      [known('no'), performed('done'), checked('unknown'), answer('yes')],
      null,
      'solved',
    ],
    ['nothing known about a choice: a person is asked', [...toKind, known(null)], 'kind', null],
    ['and chooses', [...toKind, known(null), answer('pci')], 'info', null],
    ['what a person could not do is not fixed', [...toPlug, answer('cannot')], 'resolves', null],
    ['what a person did is checked', [...toPlug, answer('done'), checked('no')], 'resolves', null],
    ['a called tree comes back by its result', [...toPlug, answer('cannot'), answer('yes')], null, 'solved'],
    [
      'a called tree comes back by its outcome, and hands over',
      [...toPlug, answer('cannot'), answer('no'), answer('done'), answer('no')],
      null,
      'network-team',
    ],
    [
      'a called tree that was not sure comes back where the caller is unsure',
      [...toPlug, answer('cannot'), answer(notSure)],
      null,
      'network-team',
    ],
    ['a form is collected', [...toKind, known('pci'), answer(null, { make: 'ACME' })], 'silent', null],
    [
      'a check nobody can be asked about leads to where the tree is unsure',
      [...toKind, known('pci'), answer(null, { make: 'A' }), checked('unknown')],
      null,
      'network-team',
    ],
    ['or decides', [...toKind, known('pci'), answer(null, { make: 'A' }), checked('yes')], null, 'explained'],
    ['not sure is always an answer', [...toKind, known(null), answer(notSure)], null, 'network-team'],
  ])('%s', (_, said, node, outcome) => {
    const state = after(...said);
    expect({ node: state.place?.node ?? null, outcome: state.outcome?.id ?? null }).toEqual({ node, outcome });
  });

  test('a node visited too often goes where the tree says', () => {
    const round = [known('no'), performed('failed')];
    const state = after(...round, ...round);
    expect(state.outcome?.id).toBe('network-team');
    expect(state.path.map(({ node }) => node)).toEqual(['radio', 'turn-on', 'radio', 'turn-on']);
  });
});

describe('what a session will not take', () => {
  test.each<[string, readonly TurnEntry[], TurnEntry]>([
    ['an answer before it was asked', [], answer('yes')],
    ['a check that is not run here', [...toKind, known(null)], checked('yes')],
    ['something known where nothing is looked up', [...toKind, known(null)], known('usb')],
    ['a choice that is not offered', [...toKind, known(null)], answer('bluetooth')],
    ['no choice at all', [...toKind, known(null)], answer(null)],
    ['something performed that was not to be', [...toKind, known(null)], performed('done')],
    [
      'something asked of the world where nothing is to be done',
      [...toKind],
      { type: 'session.requested', action: 'device.toggle_wifi', key: 'k', input: {}, permission: {} as never },
    ],
    ['"yes" to an instruction nobody has followed yet', [...toPlug], answer('yes')],
    ['"done" as an answer to whether it helped', [known('no'), performed('done'), checked('unknown')], answer('done')],
  ])('%s', (_, said, entry) => {
    const state = after(...said);
    expect(say(state, entry)).toEqual(state);
  });

  test('an answer to another visit, another node or another tree', () => {
    const state = after(known(null), checked('unknown'));
    const late = { at, tree: 'wifi', node: 'radio', visit: 1, ...answer('yes') };
    for (const wrong of [{ visit: 2 }, { node: 'kind' }, { tree: 'dns' }])
      expect(stepSession(trees, state, { ...late, ...wrong })).toEqual(state);
  });

  test('anything once it has ended, and a second start', () => {
    const ended = after(...toKind, known(null), answer(notSure));
    expect(stepSession(trees, ended, { at, tree: 'wifi', node: 'kind', visit: 1, ...answer('usb') })).toEqual(ended);
    const again: SessionEntry = {
      type: 'session.started',
      at,
      session: 's',
      bundle: 'b',
      tree: 'dns',
      person: 'x',
      ticket: null,
      input: {},
      parent: null,
    };
    expect(stepSession(trees, ended, again)).toEqual(ended);
  });

  test('a tree there is not, and an entry before the start', () => {
    expect(
      foldSession(trees, [
        {
          type: 'session.started',
          at,
          session: 's',
          bundle: 'b',
          tree: 'none',
          person: 'x',
          ticket: null,
          input: {},
          parent: null,
        },
      ]),
    ).toBeNull();
    expect(stepSession(trees, null, { at, tree: 'wifi', node: 'radio', visit: 1, ...answer('yes') })).toBeNull();
  });
});

describe('bundles no check would pass still end in a session that is over', () => {
  test.each<[string, Tree]>([
    ['a target that does not exist', { ...wifi, start: 'nowhere' }],
    [
      'a called tree that does not exist',
      {
        ...wifi,
        start: 'call',
        nodes: { call: { id: 'call', kind: 'tree', tree: 'gone', next: {}, ifUnsure: null, reference: '' } },
      },
    ],
    [
      'nodes that hand to each other for ever',
      {
        ...wifi,
        loops: { visits: 5_000, otherwise: 'hand' },
        start: 'hand',
        nodes: {
          hand: { id: 'hand', kind: 'hand_to', role: 'r', say: null, next: 'hand', ifUnsure: null, reference: '' },
        },
      },
    ],
  ])('%s', (_, tree) => {
    const state = started('wifi', { wifi: tree });
    expect(viewSession({ wifi: tree }, state)).toMatchObject({ status: 'ended', outcome: null, prompt: null });
  });

  test.each<[string, string | null, string]>([
    ['its node says', 'explained', 'explained'],
    ['its tree says', null, 'network-team'],
  ])('a called tree whose outcome leads nowhere goes where the caller is unsure, as %s', (_, ifUnsure, expected) => {
    const nowhere = {
      ...trees,
      wifi: {
        ...wifi,
        nodes: { ...wifi.nodes, dns: { id: 'dns', kind: 'tree', tree: 'dns', next: {}, ifUnsure, reference: '' } },
      },
    } satisfies { readonly [id: string]: Tree };
    expect(say(after(...toPlug, answer('cannot')), answer('yes'), nowhere).outcome?.id).toBe(expected);
  });

  test('a question that nobody worded is still asked', () => {
    const mute = {
      wifi: {
        ...wifi,
        nodes: {
          radio: {
            id: 'radio',
            kind: 'question',
            ask: null,
            check: null,
            known: null,
            ifYes: 'solved',
            ifNo: 'solved',
            ifUnsure: 'explained',
            reference: '',
          },
        },
      },
    } satisfies { readonly [id: string]: Tree };
    const state = started('wifi', mute);
    expect(viewSession(mute, state).prompt?.ask).toEqual({ en: 'Please answer', de: 'Bitte antworten' });
    expect(say(state, answer(notSure), mute).outcome?.id).toBe('explained');
  });

  test('a calling tree that is gone when the called one ends', () => {
    const state = after(...toPlug, answer('cannot'));
    expect(say(state, answer('yes'), { dns: trees.dns })).toMatchObject({ place: null, outcome: null });
  });
});

describe('what a person sees', () => {
  test.each<[string, readonly TurnEntry[], object | null]>([
    ['nothing while a machine has its turn', [], null],
    [
      'a question, and why a person is asked',
      [known(null), checked('unknown', 'the device is off')],
      { kind: 'yes_no', because: 'the device is off', ask: { en: 'Is Wi-Fi on?' } },
    ],
    [
      'a choice',
      [...toKind, known(null)],
      { kind: 'choice', choices: [{ id: 'usb' }, { id: 'pci' }, { id: notSure }] },
    ],
    ['an instruction', [...toPlug], { kind: 'fix', choices: [{ id: 'done' }, { id: 'cannot' }, { id: notSure }] }],
    [
      'whether it helped, in the tree’s words',
      [known('no'), performed('done'), checked('unknown')],
      { kind: 'after_fix', ask: { en: 'Does it connect now?' } },
    ],
    [
      'whether it helped, in the desk’s words',
      [...toPlug, answer('cannot'), answer('no'), answer('done')],
      { kind: 'after_fix', ask: { de: 'Hat das geholfen?' } },
    ],
    ['a form', [...toKind, known('pci')], { kind: 'collect', form: { make: { type: 'text' } } }],
  ])('%s', (_, said, prompt) => {
    expect(viewSession(trees, after(...said))).toMatchObject({ status: 'asking', prompt });
  });

  test('the outcome, the path and the evidence', () => {
    const view = viewSession(trees, after(...toKind, known('pci'), answer(null, { make: 'ACME' }), checked('no')));
    expect(view.outcome).toEqual({ id: 'network-team', result: 'escalated', to: 'network-team', say: null });
    expect(view.path.map(({ node, by, to }) => `${node} ${by} ${to}`)).toEqual([
      'radio check kind',
      'kind known info',
      'info person silent',
      'silent check hand',
    ]);
    expect(view.evidence).toMatchObject({
      info: { answers: { make: 'ACME' } },
      hand: { handed_to: 'network-team' },
      silent: { check: { seen: 'no' } },
    });
  });
});

test('a session is the fold of its entries, whatever is said to it', () => {
  const said = fc.array(
    fc.oneof(
      fc
        .constantFrom('yes', 'no', 'usb', 'pci', 'done', 'cannot', notSure)
        .map((choice) => answer(choice, { make: 'x' })),
      fc.constantFrom('yes', 'no', 'unknown').map((result) => checked(result as 'yes')),
      fc.constantFrom('done', 'failed').map((result) => performed(result as 'done')),
      fc.constantFrom('yes', 'no', 'usb', null).map(known),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(said, (entries) => {
      const history: SessionEntry[] = [
        {
          type: 'session.started',
          at,
          session: 's',
          bundle: 'b',
          tree: 'wifi',
          person: 'lena',
          ticket: null,
          input: {},
          parent: null,
        },
      ];
      let state: SessionState = started();
      for (const entry of entries) {
        if (!state.place) break;
        const placed: SessionEntry = { at, ...state.place, ...entry };
        history.push(placed);
        state = stepSession(trees, state, placed) ?? state;
      }
      expect(foldSession(trees, history)).toEqual(state);
      expect(state.path.length).toBeLessThanOrEqual(history.length);
      expect(state.place === null).toBe(state.outcome !== null);
    }),
    { numRuns: 300 },
  );
});
