import { describe, expect, it } from 'vitest';
import { createAccess } from '@deskbook/policies/access';
import type { Subject } from '@deskbook/policies';
import { openBundle } from '../../src/bundle/index.ts';
import type { Bundle } from '../../src/bundle/index.ts';
import { checkDesk, lintDesk } from './lint-desk.ts';

const access = (rest: string): { readonly [path: string]: string } => ({
  'more.yaml': `kind: access\nid: more\nroles:\n  admins: { from: { group: Admins }, includes: [helpers] }\n  helpers: {}\n  ghosts: {}\n${rest}`,
});
const temporary = (rest = '', id = 'help'): string =>
  `temporary: [{ id: ${id}, role: admins, for: staff, approval: data-access, at_most: 4h${rest} }]\n`;
const breakGlass = (rest = '', id = 'emergency'): string =>
  `break_glass: [{ id: ${id}, role: staff, allow: [database.grant], at_most: 60m, review: data-access${rest} }]\n`;

function bundleOf(rest: string): Bundle {
  const { bundle, diagnostics } = checkDesk(access(rest));
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return bundle;
}

describe('what is written', () => {
  it('of a temporary role is a workflow that asks, and waits', () => {
    const { workflows, access: policy, origins } = bundleOf(temporary(', ends: { changed: { ticket.state: { to: closed } } }'));
    expect(policy.temporary).toMatchObject([{ id: 'help', role: 'admins', for: 'staff', atMost: { milliseconds: 14_400_000 } }]);
    const { help } = workflows;
    expect(help).toMatchObject({
      title: { en: 'Help' },
      activates: { of: 'help', node: 'active', reviewed: false },
      input: { reason: { optional: false }, ticket: { type: 'ticket', optional: false } },
      cancelWhen: { changed: [{ fact: 'ticket.state' }], when: null },
      nodes: [
        { id: 'approve', verb: { kind: 'approve', approval: 'data-access' }, establishes: ['approved'] },
        { id: 'active', needs: ['approve'], requires: ['approved'], verb: { kind: 'wait', for: { duration: { milliseconds: 14_400_000 } } } },
      ],
    });
    expect(origins[help?.reference ?? '']).toMatchObject({ file: 'more.yaml', line: 7 });
  }); // prettier-ignore

  it('of a glass is a workflow that waits, and is reviewed', () => {
    const { workflows, access: policy } = bundleOf(breakGlass(', title: Emergency!'));
    expect(policy.breakGlass).toMatchObject([{ review: 'data-access', overrides: [] }]);
    expect(workflows['emergency']).toMatchObject({
      title: { en: 'Emergency!' },
      activates: { of: 'emergency', node: 'active', reviewed: true },
      input: { ticket: { optional: true } },
      nodes: [
        { id: 'active', needs: [], requires: [] },
        { id: 'review', needs: ['active'], establishes: ['reviewed'] },
        { id: 'unreviewed', block: 'review:expired', by: { role: 'service-desk' } },
      ],
      ends: { done: { requires: ['reviewed'] } },
    });
  });

  it('can be opened again from JSON, and a bundle that has nothing of it is as it was', () => {
    const bundle = bundleOf(temporary() + breakGlass());
    expect(openBundle(JSON.stringify(bundle))).toMatchObject({ ok: true });
    const plain = bundleOf('');
    expect(Object.keys(plain.access)).toEqual(['roles', 'grants', 'denials', 'separation']);
    expect(plain.workflows).toEqual({});
  });

  it('is looked after by the owner of its definition, where that has one', () => {
    expect(bundleOf(`${breakGlass()}owner: owner\n`).workflows['emergency']?.nodes[2]?.by.role).toBe('owner');
  });
});

describe('who may start it', () => {
  const person = (id: string, ...groups: readonly string[]): Subject => ({
    type: 'person',
    id,
    groups,
    roles: [],
    properties: {},
  });
  const may = (bundle: Bundle, subject: Subject, action: string) =>
    createAccess(bundle.access).may({ subject, action, mode: 'ask', resource: { type: 'workflow', id: 'x', properties: {} }, context: {}, duties: {} }); // prettier-ignore

  it('are the people of the role that is written there, and no others, however wide a grant is', () => {
    const bundle = bundleOf(
      `${temporary()}${breakGlass()}grants: [{ id: all, role: owner, ask: ['*'], allow: ['start:*'] }]\n`,
    );
    for (const action of ['start:help', 'start:emergency']) {
      expect(may(bundle, person('lena', 'Staff'), action)).toMatchObject({ allowed: true });
      expect(may(bundle, person('omar', 'Owners'), action)).toMatchObject({ reason: 'denied', basis: { id: action } });
      expect(may(bundle, person('omar', 'Owners', 'Staff'), action)).toMatchObject({ allowed: true });
    }
  });

  it('are nobody while it is not known who has the role', () => {
    const roles = 'roles:\n  boss: { from: { fact: requester.manager } }\n';
    const files = { 'more.yaml': `kind: access\nid: more\n${roles}${temporary().replace('for: staff', 'for: boss').replace('admins', 'owner')}` };
    const { bundle } = checkDesk(files);
    expect(bundle && may(bundle, person('mia'), 'start:help')).toMatchObject({ allowed: false });
  }); // prettier-ignore
});

describe('the linter says of', () => {
  it.each<[string, string, readonly string[]]>([
    ['what is right', temporary() + breakGlass(), []],
    ['a grant to cancel it', `${temporary()}grants: [{ id: stop, role: owner, allow: ['cancel:help'] }]\n`, []],
    ['no such role', temporary().replace('role: admins', 'role: admin'), ['unknown-name: there is no role `admin`']],
    ['everybody', temporary().replace('for: staff', 'for: anyone'), ['unknown-name: there is no role `anyone`']],
    ['no such approval', temporary().replace('data-access', 'date-access'), ['unknown-name: there is no approval `date-access`']],
    ['no such review', breakGlass().replace('data-access', 'date-access'), ['unknown-name: there is no approval `date-access`']],
    ['no such denial', breakGlass(', overrides: [no-mfa]'), ['unknown-name: there is no denial `no-mfa`']],
    [
      'a separation that is to be overridden',
      `${breakGlass(', overrides: [apart]')}separation: [{ id: apart, apart: [request, approve], within: run }]\n`,
      ['unknown-name: there is no denial `apart`'],
    ],
    ['no such action', breakGlass().replace('database.grant', 'databse.grant'), ['unknown-action: there is no action `databse.grant`']],
    ['no such fact', breakGlass(', when: { ticket.prioriti: HIGH }'), ['unknown-fact: there is no fact `ticket.prioriti`']],
    ['no such change', temporary(', ends: { changed: ticket.stat }'), ['unknown-fact: there is no fact `ticket.stat`']],
    ['no length of time', temporary().replace('4h', 'soon'), ['invalid-duration: `soon` is not a length of time']],
    ['two of one id', temporary('', 'emergency') + breakGlass(), ['duplicate-id: there is a temporary role `emergency` as well, and both are started by that id']],
    ['a role nobody has', temporary().replace('for: staff', 'for: ghosts'), ['role-nobody-fills: `help` waits for `ghosts`, which nobody can have']],
    ['a glass nobody may break', breakGlass().replace('role: staff', 'role: ghosts'), ['role-nobody-fills: `emergency` waits for `ghosts`, which nobody can have']],
    ['what its people have anyway', temporary().replace('role: admins, for: staff', 'role: helpers, for: admins'), ['idle-temporary-role: whoever has `admins` has `helpers` already']],
    [
      'roles kept apart, by what they include',
      `${temporary()}separation: [{ id: audit, apart: [helpers, staff], always: true }]\n`,
      ['role-kept-apart: `help` gives `admins` to `staff`, and `audit` keeps `helpers` and `staff` apart'],
    ],
    ['roles kept apart in a run', `${temporary()}separation: [{ id: audit, apart: [helpers, staff], within: run }]\n`, []],
    ['a day', breakGlass().replace('60m', '24h'), []],
    ['more than a day', breakGlass().replace('60m', '25h'), ['long-broken-glass: `emergency` lasts longer than a day']],
    ['a denial of what it allows', `${breakGlass(', overrides: [d]')}denials: [{ id: d, role: staff, deny: ['data*'] }]\n`, []],
    [
      'a denial of something else',
      `${breakGlass(', overrides: [d]')}denials: [{ id: d, role: staff, deny: [database.revoke, 'device.*'] }]\n`,
      ['idle-override: `d` denies nothing that `emergency` allows'],
    ],
  ])('%s', (_, rest, expected) => {
    expect(lintDesk(access(rest))).toEqual(expected);
  }); // prettier-ignore

  it('an id that a workflow has', () => {
    const files = { 'help.yaml': 'kind: workflow\nid: help\nacts: { as: desk-robot }\nsteps: [{ id: look, task: Look, outcomes: { declined: hold } }]\n' }; // prettier-ignore
    expect(lintDesk({ ...access(temporary()), ...files })).toEqual([
      'duplicate-id: there is a workflow `help` as well, and both are started by that id',
    ]);
  });

  it('a trigger or a step that would start it: only people do', () => {
    const trigger = 'kind: trigger\nid: t\nevent: ticket.created\nstart: help\n';
    expect(lintDesk({ ...access(temporary()), 't.yaml': trigger })).toEqual([
      'unknown-name: there is no workflow `help`',
    ]);
    const flow = 'kind: workflow\nid: w\nacts: { as: desk-robot }\nsteps: [{ id: x, run: help }]\n';
    expect(lintDesk({ ...access(temporary()), 'w.yaml': flow })).toContain('unknown-name: there is no workflow `help`');
  });

  it('a permission it starts by, where a rule misspells it', () => {
    const grants = "grants: [{ id: stop, role: owner, allow: ['cancel:halp'] }]\n";
    expect(lintDesk(access(temporary() + grants))).toEqual(['unknown-action: there is no action `cancel:halp`']);
  });
});
