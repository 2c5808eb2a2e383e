import type { Condition } from '@deskbook/policies';
import type { Tree, TreeNode, TreeOutcome } from '@deskbook/dsl/bundle';

/** A small tree with one node of each kind, and a second tree it calls. */
export function equals(fact: string, value: string | boolean): Condition {
  return { kind: 'compare', fact, operator: 'equals', operand: { value }, reference: 'tree/wifi#' };
}

const base = { ifUnsure: null, reference: 'tree/wifi#' } as const;

function node<Kind extends TreeNode['kind']>(
  kind: Kind,
  id: string,
  rest: Omit<Extract<TreeNode, { kind: Kind }>, 'kind' | 'id' | 'ifUnsure' | 'reference'>,
): TreeNode {
  return { ...base, kind, id, ...rest } as unknown as TreeNode;
}

function outcome(id: string, result: TreeOutcome['result'], to: string | null = null): TreeOutcome {
  return { id, result, to, say: null, evidence: 'all', reference: 'tree/wifi#' };
}

const noField = { list: false, optional: false, personal: false, secret: false, future: false } as const;

export const wifi: Tree = {
  id: 'wifi',
  title: { en: 'Wi-Fi' },
  input: {},
  start: 'radio',
  ifUnsure: 'network-team',
  loops: { visits: 2, otherwise: 'network-team' },
  afterFix: {
    ask: { en: 'Does it connect now?' },
    check: { action: 'device.run_check', with: {}, yesWhen: equals('check.state', 'connected') },
  },
  nodes: Object.fromEntries(
    [
      node('question', 'radio', {
        ask: { en: 'Is Wi-Fi on?' },
        known: 'asset.radio',
        check: { action: 'device.run_check', with: {}, yesWhen: equals('check.state', 'enabled') },
        ifYes: 'kind',
        ifNo: 'turn-on',
      }),
      node('fix', 'turn-on', {
        fix: { en: 'Turn Wi-Fi on.' },
        action: 'device.toggle_wifi',
        with: {},
        ifFixed: 'solved',
        ifNotFixed: 'radio',
      }),
      node('choice', 'kind', {
        ask: { en: 'Where is the adapter?' },
        known: 'asset.adapter',
        choices: [
          { id: 'usb', say: { en: 'USB' }, go: 'plug', when: equals('asset.os', 'windows') },
          { id: 'pci', say: { en: 'Inside' }, go: 'info', when: equals('asset.tier', 'desktop') },
        ],
      }),
      node('fix', 'plug', {
        fix: { en: 'Plug it out and in.' },
        action: null,
        with: {},
        ifFixed: 'solved',
        ifNotFixed: 'dns',
      }),
      node('tree', 'dns', { tree: 'dns', next: { solved: 'solved', broken: 'hand' } }),
      node('collect', 'info', { say: null, collect: { make: { ...noField, type: 'text' } }, next: 'silent' }),
      node('question', 'silent', {
        ask: null,
        known: null,
        check: { action: 'device.run_check', with: {}, yesWhen: equals('check.state', 'fine') },
        ifYes: 'explained',
        ifNo: 'hand',
      }),
      node('hand_to', 'hand', { role: 'network-team', say: null, next: 'network-team' }),
    ].map((each) => [each.id, each]),
  ),
  outcomes: {
    solved: outcome('solved', 'solved'),
    explained: outcome('explained', 'explained'),
    'network-team': outcome('network-team', 'escalated', 'network-team'),
  },
  reference: 'tree/wifi#',
};

export const dns: Tree = {
  ...wifi,
  id: 'dns',
  title: { en: 'Names' },
  start: 'resolves',
  ifUnsure: 'stuck',
  afterFix: null,
  nodes: {
    resolves: node('question', 'resolves', {
      ask: { en: 'Does the name resolve?' },
      known: null,
      check: null,
      ifYes: 'fine',
      ifNo: 'flush',
    }),
    flush: node('fix', 'flush', {
      fix: { en: 'Flush the cache.' },
      action: null,
      with: {},
      ifFixed: 'fine',
      ifNotFixed: 'broken',
    }),
  },
  outcomes: {
    fine: outcome('fine', 'solved'),
    broken: outcome('broken', 'escalated'),
    stuck: outcome('stuck', 'escalated'),
  },
};

export const trees = { wifi, dns };
