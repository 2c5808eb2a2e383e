import { describe, expect, it } from 'vitest';
import { openBundle, placeOf, reversibility } from '../../src/bundle/index.ts';
import { check } from '../../src/check/check.ts';
import { parse } from '../../src/syntax/index.ts';
import { tinyBundle } from './tiny-bundle.ts';

type Files = { readonly [path: string]: string };

function checkFiles(files: Files) {
  return check(parse(Object.entries(files).map(([path, text]) => ({ path, text }))));
}

/** The tiny bundle with one text replaced; the replaced text must be there. */
function changed(file: string, from: string, to: string): Files {
  const text = tinyBundle[file] ?? '';
  expect(text).toContain(from);
  return { ...tinyBundle, [file]: text.replace(from, to) };
}

function mistakes(files: Files): readonly string[] {
  return checkFiles(files).diagnostics.map(
    ({ name, message, help }) => `${name}: ${message}${help === undefined ? '' : ` (${help})`}`,
  );
}

describe('a whole small desk', () => {
  const { bundle, diagnostics } = checkFiles(tinyBundle);

  it('compiles without a word', () => {
    expect(diagnostics).toEqual([]);
    expect(bundle).not.toBeNull();
  });

  it('fills in defaults and normalises what was written', () => {
    expect(bundle?.facts.roots['manager']).toEqual({ type: 'person', from: 'requester.manager' });
    expect(bundle?.facts.derived['ticket.text']).toEqual({
      kind: 'join',
      of: ['ticket.summary', 'ticket.description'],
    });
    expect(bundle?.decisions['unlock']?.rules[0]?.when).toMatchObject({
      kind: 'all',
      of: [{ operand: { value: 'locked' } }, { operator: 'is_not', operand: { value: 'CRITICAL' } }],
    });
    expect(bundle?.sources['jira']).toMatchObject({
      verify: { header: 'x-hub-signature', encoding: 'hex', over: '{body}' },
      emits: [{ event: 'ticket.created', when: { '/webhookEvent': ['jira:issue_created'] } }],
      ignore: [{ '/webhookEvent': ['issuelink_created'] }],
      facts: {
        ticket: {
          priority: { kind: 'map', map: { Highest: 'CRITICAL', High: 'HIGH' } },
          requester: { kind: 'person', scheme: 'jira' },
        },
      },
    });
    expect(bundle?.approvals['lead']).toMatchObject({
      need: 'all',
      inOrder: false,
      reject: { at: 1, note: 'optional' },
      within: { milliseconds: 86_400_000 },
    });
    expect(bundle?.triggers[0]).toMatchObject({
      with: { user: { kind: 'path', path: 'ticket.requester' } },
      ownEvents: { hops: 0 },
      state: 'live',
    });
    expect(bundle?.services['unlock']).toMatchObject({
      formOrder: ['sure'],
      cites: ['rules#accounts'],
      mayTouch: { atMost: 1 },
    });
    expect(bundle?.access.roles.map(({ id, name }) => [id, name])).toEqual([
      ['desk-robot', undefined],
      ['employee', undefined],
      ['lead', 'Team_Lead'],
    ]);
    expect(bundle?.policies['rules']?.anchors).toEqual({
      'house-rules': 'House rules',
      accounts: 'Accounts',
      'accounts.a': 'Locked accounts are unlocked for their owner.',
    });
  });

  it('ranks by the order in which values are declared', () => {
    const worst =
      'kind: decision\nid: worst\nhit: priority\nsets: { risk: { one_of: [HIGH, LOW] } }\nrules: [{ id: a, otherwise: true, then: { risk: LOW } }]\n';
    const { bundle: ranked } = checkFiles({ ...tinyBundle, 'worst.yaml': worst });
    expect(ranked?.decisions['worst']?.order).toEqual({ risk: ['HIGH', 'LOW'] });
    expect(openBundle(JSON.stringify(ranked)).ok).toBe(true);
  });

  it('brings the actions and templates every desk has', () => {
    expect(Object.keys(bundle?.actions ?? {})).toEqual(
      expect.arrayContaining([
        'mail.send',
        'helpdesk.comment',
        'helpdesk.assign',
        'helpdesk.transition',
        'helpdesk.update',
      ]),
    );
    expect(bundle?.templates['approval-request']?.texts['de']?.subject).toContain('Freigabe');
    const [unlock, lock, assign] = ['directory.unlock', 'directory.lock', 'helpdesk.assign'].map(
      (id) => bundle?.actions[id],
    );
    expect([unlock, lock, assign].map((action) => action && reversibility(action))).toEqual([
      'reversible',
      'irreversible',
      'reversible',
    ]);
  });

  it('knows where everything was written', () => {
    expect(bundle && placeOf(bundle, 'decision/unlock#/rules/0')).toEqual({
      file: 'decision.yaml',
      line: 7,
      column: 5,
    });
    expect(bundle && placeOf(bundle, 'decision/unlock#/rules/0/when/requester.account')).toMatchObject({
      file: 'decision.yaml',
      line: 7,
    });
    expect(bundle && placeOf(bundle, 'decision/unlock#/rules/0/then/anything')).toEqual({
      file: 'decision.yaml',
      line: 7,
      column: 5,
    });
    expect(bundle && placeOf(bundle, 'action/mail.send#')).toBeNull();
    expect(bundle && placeOf(bundle, 'nothing')).toBeNull();
  });
});

describe('the hash', () => {
  it('does not see comments, layout, file names or the order of files', () => {
    const files = {
      ...tinyBundle,
      'more.yaml':
        "kind: trigger\nid: again\nevent: ticket.created\nstart: unlock\nwith: { user: '{{ticket.requester}}' }\n",
      'roles.yaml': 'kind: access\nid: guests\nroles: { guest: { from: { group: guests } } }\n',
    };
    const { bundle } = checkFiles(files);
    expect(bundle?.triggers.map(({ id }) => id)).toEqual(['again', 'locked']);
    const moved = Object.fromEntries(
      Object.entries(files)
        .toReversed()
        .map(([path, text]) => [
          path.replace('decision.yaml', 'rules/unlock.yaml'),
          path.endsWith('.yaml') ? `# a comment\n\n${text}` : text,
        ]),
    );
    const other = checkFiles(moved);
    expect(other.diagnostics).toEqual([]);
    expect(other.bundle?.hash).toBe(bundle?.hash);
    expect(other.bundle?.origins).not.toEqual(bundle?.origins);
    expect(other.bundle && placeOf(other.bundle, 'decision/unlock#/rules/0')).toEqual({
      file: 'rules/unlock.yaml',
      line: 9,
      column: 5,
    });
  });

  it('sees every meaning', () => {
    const hashes = [
      tinyBundle,
      changed('decision.yaml', 'locked', 'unlock'),
      changed('trigger.yaml', 'at_most: 3', 'at_most: 4'),
      changed('approval.yaml', 'within: 24h', 'within: 25h'),
      changed('policies/rules.md', 'their owner', 'anybody'),
      changed('bundle.yaml', '1.0.0', '1.0.1'),
    ].map((files) => checkFiles(files).bundle?.hash);
    expect(hashes).not.toContain(undefined);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('a bundle as JSON', () => {
  const { bundle } = checkFiles(tinyBundle);
  const text = JSON.stringify(bundle);

  it('opens to the same bundle', () => {
    const opened = openBundle(text);
    expect(opened.ok ? '' : opened.problem).toBe('');
    expect(openBundle(text)).toEqual({ ok: true, bundle: JSON.parse(text) });
    expect(openBundle(text, { hash: bundle?.hash ?? '' }).ok).toBe(true);
  });

  it.each<[string, string, object]>([
    ['something else', 'kind: bundle', { code: 'not_json' }],
    ['another format', text.replace('"format":1', '"format":2'), { code: 'unknown_format' }],
    ['a list', '[]', { code: 'unknown_format' }],
    ['a changed meaning', text.replace('"atMost":3', '"atMost":4'), { code: 'wrong_hash' }],
    ['a missing part', text.replace('"hit":"first",', ''), { code: 'wrong_shape', place: '/decisions/unlock/hit' }],
    [
      'a part too many',
      text.replace('"hit":"first",', '"hit":"first","code":"1",'),
      { code: 'wrong_shape', place: '/decisions/unlock/code' },
    ],
    ['a condition of no kind', text.replace('"kind":"compare"', '"kind":"eval"'), { code: 'wrong_shape' }],
  ])('refuses %s', (_, wrong, problem) => {
    expect(openBundle(wrong)).toMatchObject({ ok: false, problem });
  });

  it('refuses one that is too large, and one that is not the one wanted', () => {
    expect(openBundle(text, { largest: 10 })).toMatchObject({ ok: false, problem: { code: 'too_large' } });
    expect(openBundle(text, { hash: '00' })).toMatchObject({ ok: false, problem: { code: 'wrong_hash' } });
  });
});

describe('one mistake, one diagnostic', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'a role',
      changed('approval.yaml', 'role: lead', 'role: laed'),
      ['unknown-name: there is no role `laed` (did you mean `lead`)'],
    ],
    [
      'an action of a grant',
      changed('access.yaml', 'deny: [directory.*]', 'deny: [directori.*]'),
      ['unknown-action: no action begins with `directori.` (there is…'],
    ],
    [
      'an alias that is no value',
      changed('source.yaml', 'Highest: P1', 'Highest: P0'),
      ['unknown-value: `value` has no value `P0` (did you mean `P1`)'],
    ],
    [
      'an id of another type',
      changed('trigger.yaml', "user: '{{ticket.requester}}'", "user: '{{ticket.asset}}'"),
      ['wrong-type: `user` is the id of a person, and `ticket.asset` is the id of an asset'],
    ],
    [
      'a record where its id is wanted',
      changed('service.yaml', "user: '{{requester.id}}'", "user: '{{requester}}'"),
      ['wrong-type: `user` is the id of a person, and `requester` is a record (write `{{requester.id}}`)'],
    ],
    [
      'a secret',
      changed('source.yaml', 'secret: jira-webhook', 'secret: jira-webhok'),
      ['unknown-name: there is no secret `jira-webhok` (did you mean `jira-webhook`)'],
    ],
    [
      'a citation',
      changed('decision.yaml', 'rules#accounts.a', 'rules#accounts.b'),
      ['unknown-citation: `rules` has no paragraph `accounts.b` (did you mean `accounts.a`)'],
    ],
    [
      'an undo',
      changed('action.yaml', 'do: directory.lock', 'do: directory.lok'),
      ['unknown-name: there is no action `directory.lok` (did you mean `directory.lock`)'],
    ],
    [
      'a retry of no error',
      changed('action.yaml', 'retry: { errors: [unavailable]', 'retry: { errors: [timeout]'),
      ['unknown-name: `directory.unlock` declares no error `timeout` (list it in `errors`)'],
    ],
    [
      'a secret operand',
      changed('service.yaml', 'form.sure: true', 'form.sur: true'),
      ['unknown-fact: there is no fact `form.sur` (did you mean `form.sure`)'],
    ],
    [
      'business time',
      changed('approval.yaml', 'within: 24h', 'within: 8 business hours'),
      ['business-time: business time needs a calendar (define a calendar and name it in `settings`)'],
    ],
  ])('%s', (_, files, expected) => {
    const found = mistakes(files);
    expect(found).toHaveLength(expected.length);
    for (const [index, text] of expected.entries())
      expect(found[index]?.startsWith(text.replace(/ \(there is…$/, ''))).toBe(true);
  });

  it('says nothing of what only follows from a definition that cannot be read', () => {
    const files = changed('approval.yaml', 'seats: [{ role: lead }]', 'seats: 3');
    expect(checkFiles(files).diagnostics.map(({ code }) => code.slice(0, 3))).toEqual(['DB2']);
    const broken = changed('action.yaml', 'effect: write', 'effect: wrote');
    expect(checkFiles(broken).diagnostics.map(({ code }) => code.slice(0, 3))).toEqual(['DB2']);
    const roles = changed('access.yaml', 'roles:', 'rolls:');
    expect(checkFiles(roles).diagnostics.map(({ code }) => code.slice(0, 3))).toEqual(['DB2']);
  });

  it.each(Object.keys(tinyBundle))('leaves %s alone where it cannot be read, and whatever speaks of it', (file) => {
    const text = tinyBundle[file] ?? '';
    for (const wrong of [text.replace(/^(id: .*)$/m, '$1\nnonsense: 1'), text.replace(/^(id: .*)$/m, '$1\nbad: [1')]) {
      const codes = checkFiles({ ...tinyBundle, [file]: wrong }).diagnostics.map(({ code }) => code);
      expect(codes).not.toEqual([]);
      expect(codes.filter((code) => !/^DB[12]/.test(code))).toEqual([]);
    }
  });

  it('leaves alone what speaks of something wrong, too', () => {
    const files = changed('decision.yaml', 'decision: ALLOWED', 'decision: ALOWED');
    expect(mistakes(files)).toEqual(['unknown-value: `decision` has no value `ALOWED` (did you mean `ALLOWED`)']);
  });

  it('switches a warning off where the bundle says so, and never an error', () => {
    const unused = {
      ...tinyBundle,
      'more.yaml': 'kind: approval\nid: idle\nquestion: { en: So, de: So }\nseats: [{ role: lead }]\n',
    };
    expect(mistakes(unused)).toEqual(['unused-definition: approval `idle` is never used: nothing asks for it']);
    const quiet = {
      ...unused,
      'bundle.yaml': `${tinyBundle['bundle.yaml'] ?? ''}warnings: { unused-definition: comes in spring }\n`,
    };
    expect(mistakes(quiet)).toEqual([]);
    expect(checkFiles(quiet).bundle).not.toBeNull();
  });
});
