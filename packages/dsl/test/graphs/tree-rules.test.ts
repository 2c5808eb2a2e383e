import { describe, expect, it } from 'vitest';
import { checkDesk, lintDesk, treeOf } from './lint-desk.ts';

const loops = 'loops: { visits: 2, else: desk }\n';

interface Case {
  readonly says: string;
  readonly nodes: string;
  readonly more?: string;
  readonly files?: { readonly [path: string]: string };
  readonly expected: readonly string[];
}

const cable = `kind: tree
id: cable
start: plug
if_unsure: desk
nodes: { plug: { ask: In?, if_yes: solved, if_no: desk } }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`;
const facts = `kind: facts
id: words
base: itil/1
ticket: { priority: { one_of: [P1, P2, P3], optional: true } }
asset: { adapter: { one_of: [usb, pci, none], optional: true }, managed: { type: yes_no, optional: true }, age: { type: integer, optional: true } }
`;

const cases: { readonly [group: string]: readonly Case[] } = {
  targets: [
    {
      says: 'targets are nodes or outcomes',
      nodes: '  radio: { ask: On?, if_yes: sovled, if_no: desk, if_unsure: dsek }\n',
      more: 'loops: { visits: 2, else: noone }\n',
      expected: [
        'unknown-target: there is no node or outcome `noone`',
        'unknown-target: there is no node or outcome `sovled`',
        'unknown-target: there is no node or outcome `dsek`',
      ],
    },
    {
      says: 'also after a fix',
      nodes: '  radio: { fix: Turn it on., if_not_fixed: desk }\n',
      more: 'after_fix: { ask: Better?, if_yes: sloved }\n',
      expected: ['unknown-target: there is no node or outcome `sloved`'],
    },
    {
      says: 'a fix leads somewhere',
      nodes: '  radio: { fix: Turn it on., if_not_fixed: solved }\n',
      expected: ['fix-leads-nowhere: the fix does not say where it leads when it helped'],
    },
    {
      says: 'or where every fix of the tree does',
      nodes: '  radio: { fix: Turn it on., if_not_fixed: desk }\n',
      more: 'after_fix: { ask: Better?, if_yes: solved }\n',
      expected: [],
    },
    {
      says: 'one namespace',
      nodes:
        '  radio: { ask: On?, if_yes: solved, if_no: desk }\n  solved: { ask: Sure?, if_yes: desk, if_no: radio }\n',
      expected: ['node-and-outcome: `solved` is both a node and an outcome'],
    },
    {
      says: 'every node is led to',
      nodes: '  radio: { ask: On?, if_yes: solved, if_no: desk }\n  cable: { ask: In?, if_yes: solved, if_no: desk }\n',
      expected: ['unreachable-node: nothing leads to `cable`'],
    },
    {
      says: 'every outcome is led to',
      nodes: '  radio: { hand_to: owner, next: desk }\n',
      expected: ['unreachable-node: nothing leads to `solved`'],
    },
    {
      says: 'roles exist',
      nodes: '  radio: { ask: On?, if_yes: solved, if_no: hand }\n  hand: { hand_to: ownre, next: desk }\n',
      expected: ['unknown-name: there is no role `ownre`'],
    },
  ],
  circles: [
    {
      says: 'two nodes lead to each other',
      nodes:
        '  radio: { ask: On?, if_yes: solved, if_no: radio-on }\n  radio-on: { fix: Turn it on., if_fixed: solved, if_not_fixed: radio }\n',
      expected: ['endless-tree: `radio` and `radio-on` lead to each other for ever'],
    },
    {
      says: 'one leads to itself',
      nodes: '  radio: { ask: On?, if_yes: solved, if_no: radio }\n',
      expected: ['endless-tree: `radio` leads to itself for ever'],
    },
    {
      says: 'three do, by "I don\'t know"',
      nodes:
        '  radio: { ask: On?, if_yes: solved, if_no: desk, if_unsure: two }\n  two: { ask: In?, if_yes: solved, if_no: desk, if_unsure: three }\n  three: { ask: Lit?, if_yes: solved, if_no: desk, if_unsure: radio }\n',
      expected: ['endless-tree: nodes lead to each other for ever: `radio` → `two` → `three` → `radio`'],
    },
    {
      says: 'as often as `loops` says',
      nodes:
        '  radio: { ask: On?, if_yes: solved, if_no: radio-on }\n  radio-on: { fix: Turn it on., if_fixed: solved, if_not_fixed: radio }\n',
      more: loops,
      expected: [],
    },
    {
      says: 'one that no answer leads out of',
      nodes:
        '  radio: { ask: On?, if_yes: solved, if_no: a }\n  a: { collect: { note: text }, next: b }\n  b: { collect: { note: text }, next: a }\n',
      more: 'loops: { visits: 2, else: a }\n',
      expected: [
        'no-way-out: no answer leads from `a` to an outcome',
        'no-way-out: no answer leads from `b` to an outcome',
      ],
    },
    {
      says: 'one that a visit too many leads out of',
      nodes:
        '  radio: { ask: On?, if_yes: solved, if_no: a }\n  a: { collect: { note: text }, next: b }\n  b: { collect: { note: text }, next: a }\n',
      more: loops,
      expected: [],
    },
  ],
  questions: [
    {
      says: 'an idle question',
      nodes: '  radio: { ask: On?, if_yes: cable, if_no: cable }\n  cable: { ask: In?, if_yes: solved, if_no: desk }\n',
      expected: ['idle-question: every answer of `radio` goes to `cable`'],
    },
    {
      says: 'an idle choice',
      nodes:
        '  radio: { ask: Which?, choose: [{ id: a, say: A, go: cable }, { id: b, say: B, go: cable }] }\n  cable: { ask: In?, if_yes: solved, if_no: desk }\n',
      expected: ['idle-question: every answer of `radio` goes to `cable`'],
    },
    {
      says: 'two answers of one name',
      nodes: '  radio: { ask: Which?, choose: [{ id: a, say: A, go: solved }, { id: a, say: B, go: desk }] }\n',
      expected: ['duplicate-choice: two answers are called `a`'],
    },
    {
      says: 'conditions that hold at once',
      nodes:
        '  radio: { ask: Which?, choose: [{ id: a, say: A, go: solved, when: { ticket.priority: { in: [P1, P2] } } }, { id: b, say: B, go: desk, when: { ticket.priority: { is_not: P1 }, asset.managed: true } }] }\n',
      expected: ['ambiguous-path: `a` and `b` both hold for `ticket.priority: P2` and `asset.managed: true`'],
    },
    {
      says: 'conditions that exclude each other',
      nodes:
        '  radio: { ask: Which?, choose: [{ id: a, say: A, go: solved, when: { ticket.priority: P1 } }, { id: b, say: B, go: desk, when: { ticket.priority: { not_in: [P1] } } }] }\n',
      expected: [],
    },
    {
      says: 'numbers are tried as they are written',
      nodes:
        '  radio: { ask: Which?, choose: [{ id: a, say: A, go: solved, when: { asset.age: 3 } }, { id: b, say: B, go: desk, when: { any: [{ asset.age: 3 }, { asset.age: 4 }] } }] }\n',
      expected: ['ambiguous-path: `a` and `b` both hold for `asset.age: 3`'],
    },
    {
      says: 'values of a known fact that are no answer',
      nodes:
        '  radio: { known: asset.adapter, ask: Where?, choose: [{ id: usb, say: Outside, go: solved }, { id: pci, say: Inside, go: desk }] }\n',
      expected: ['uncovered-value: no answer is meant by `none` of `asset.adapter`'],
    },
    {
      says: 'values that a condition takes are answered',
      nodes:
        '  radio: { known: asset.adapter, ask: Where?, choose: [{ id: usb, say: Outside, go: solved }, { id: inside, say: Inside, go: desk, when: { asset.adapter: { in: [pci, none] } } }] }\n',
      expected: [],
    },
    {
      says: 'a known fact of a question is yes or no',
      nodes: '  radio: { known: asset.adapter, ask: On?, if_yes: solved, if_no: desk }\n',
      expected: ['wrong-type: `asset.adapter` is one of usb, pci, none, and the answer is yes or no'],
    },
    {
      says: 'yes or no it may be',
      nodes: '  radio: { known: asset.managed, ask: On?, if_yes: solved, if_no: desk }\n',
      expected: [],
    },
  ],
  actions: [
    {
      says: 'a check only reads',
      nodes:
        "  radio: { check: database.grant, with: { user: '{{requester.id}}' }, yes_when: { check.grant: { known: true } }, if_yes: solved, if_no: desk }\n",
      expected: ['check-that-writes: `database.grant` writes, and a check only reads'],
    },
    {
      says: 'its output is typed',
      nodes:
        "  radio: { check: device.check, with: { asset: '{{asset.id}}', check: radio }, yes_when: { check.stat: enabled }, if_yes: solved, if_no: desk }\n",
      expected: ['unknown-fact: there is no fact `check.stat`'],
    },
    {
      says: 'a fix is typed',
      nodes:
        "  radio: { fix: Grant., do: database.grant, with: { usr: '{{requester.id}}' }, if_fixed: solved, if_not_fixed: desk }\n",
      expected: [
        'missing-input: `database.grant` needs `user`, the id of a person',
        'unknown-input: `database.grant` takes no `usr`',
      ],
    },
    {
      says: 'and exists',
      nodes: '  radio: { fix: Grant., do: database.grnt, if_fixed: solved, if_not_fixed: desk }\n',
      expected: ['unknown-name: there is no action `database.grnt`'],
    },
  ],
  calls: [
    {
      says: 'every result of the other tree leads somewhere',
      nodes: '  radio: { tree: cable, next: { solved: solved } }\n',
      files: { 'cable.yaml': cable },
      expected: ['unhandled-result: `radio` does not say where `escalated` of `cable` leads'],
    },
    {
      says: 'by result or by outcome',
      nodes: '  radio: { tree: cable, next: { solved: solved, desk: desk } }\n',
      files: { 'cable.yaml': cable },
      expected: [],
    },
    {
      says: 'all at once',
      nodes: '  radio: { tree: cable, next: solved }\n',
      files: { 'cable.yaml': cable },
      expected: [],
    },
    {
      says: 'results it cannot have are none',
      nodes: '  radio: { tree: cable, next: { solved: solved, escalated: desk, broken: desk } }\n',
      files: { 'cable.yaml': cable },
      expected: ['unknown-name: there is no result `broken`'],
    },
    {
      says: 'not in a circle',
      nodes: '  radio: { tree: cable, next: solved }\n',
      files: {
        'cable.yaml': cable.replace('{ ask: In?, if_yes: solved, if_no: desk }', '{ tree: wifi, next: solved }'),
      },
      expected: ['tree-cycle: trees call each other in a circle: `cable` → `wifi` → `cable`'],
    },
    {
      says: 'a tree that is not there',
      nodes: '  radio: { tree: cabel, next: solved }\n',
      files: { 'cable.yaml': cable },
      expected: ['unknown-name: there is no tree `cabel`'],
    },
  ],
};

describe.each(Object.entries(cases))('%s', (_, group) => {
  it.each(group)('$says', ({ nodes, more, files = {}, expected }) => {
    expect(lintDesk({ ...treeOf(nodes, more), 'facts.yaml': facts, ...files })).toEqual(expected);
  });
});

describe('names from the outside', () => {
  it('never reach what is not their own', () => {
    const nodes =
      '  radio: { ask: On?, if_yes: toString, if_no: constructor }\n  toString: { ask: Lit?, if_yes: solved, if_no: desk }\n  constructor: { ask: In?, if_yes: solved, if_no: desk }\n';
    const { bundle, diagnostics } = checkDesk(treeOf(nodes));
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    expect(Object.keys(bundle?.trees['wifi']?.nodes ?? {})).toEqual(['radio', 'toString', 'constructor']);
    expect(lintDesk(treeOf('  radio: { ask: On?, if_yes: valueOf, if_no: desk }\n'))).toEqual([
      'unknown-target: there is no node or outcome `valueOf`',
    ]);
  });
});

describe('a large tree', () => {
  it('of 2,000 nodes is checked within a second', () => {
    const size = 2_000;
    const nodes = Array.from({ length: size }, (_, index) => {
      const next = index + 1 < size ? `n${index + 1}` : 'solved';
      return `  ${index === 0 ? 'radio' : `n${index}`}: { ask: Question ${index}?, if_yes: ${next}, if_no: desk }\n`;
    }).join('');
    const began = performance.now();
    expect(lintDesk(treeOf(nodes))).toEqual([]);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('compiled', () => {
  const nodes = `  radio:
    check: device.check
    with: { asset: '{{asset.id}}', check: radio }
    yes_when: { check.state: enabled }
    ask: { en: Is it on?, de: Ist es an? }
    if_yes: kind
    if_no: turn-on
    if_unsure: kind
  turn-on: { fix: Turn it on., do: database.grant, with: { user: '{{requester.id}}' }, if_not_fixed: radio }
  kind: { known: asset.adapter, ask: Where?, choose: [{ id: usb, say: Outside, go: info }, { id: pci, say: Inside, go: info2 }, { id: none, say: Nowhere, go: desk }] }
  info: { collect: { make: text }, say: Note it., next: hand }
  info2: { collect: { make: text }, next: sub }
  hand: { hand_to: owner, say: Wait., next: desk }
  sub: { tree: cable, next: { solved: solved, escalated: desk } }
`;
  const more = `title: Wi-Fi\n${loops}after_fix: { ask: Better?, check: device.check, with: { asset: '{{asset.id}}', check: net }, yes_when: { check.state: up }, if_yes: solved }\n`;
  const { bundle, diagnostics } = checkDesk({ ...treeOf(nodes, more), 'facts.yaml': facts, 'cable.yaml': cable });

  it('is sound', () => {
    expect(diagnostics.map(({ name, message }) => `${name}: ${message}`)).toEqual([]);
  });

  it('has every node in its kind', () => {
    const tree = bundle?.trees['wifi'];
    expect(Object.fromEntries(Object.values(tree?.nodes ?? {}).map(({ id, kind }) => [id, kind]))).toEqual({
      radio: 'question',
      'turn-on': 'fix',
      kind: 'choice',
      info: 'collect',
      info2: 'collect',
      hand: 'hand_to',
      sub: 'tree',
    });
    expect(tree?.nodes['radio']).toMatchObject({
      ask: { en: 'Is it on?', de: 'Ist es an?' },
      check: {
        action: 'device.check',
        with: { asset: { kind: 'path', path: 'asset.id' } },
        yesWhen: { fact: 'check.state', operator: 'equals' },
      },
      ifYes: 'kind',
      ifNo: 'turn-on',
      ifUnsure: 'kind',
      reference: 'tree/wifi#/nodes/radio',
    });
    expect(tree?.nodes['turn-on']).toMatchObject({ action: 'database.grant', ifFixed: 'solved', ifNotFixed: 'radio' });
    expect(tree?.nodes['sub']).toMatchObject({ tree: 'cable', next: { solved: 'solved', escalated: 'desk' } });
    expect(tree).toMatchObject({
      title: { en: 'Wi-Fi' },
      start: 'radio',
      loops: { visits: 2, otherwise: 'desk' },
      afterFix: { check: { action: 'device.check' } },
    });
    expect(tree?.outcomes['desk']).toEqual({
      id: 'desk',
      result: 'escalated',
      to: null,
      say: null,
      evidence: 'all',
      reference: 'tree/wifi#/outcomes/desk',
    });
  });
});
