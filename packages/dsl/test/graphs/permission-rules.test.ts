import { describe, expect, it } from 'vitest';
import { lintDesk, treeOf, workflowOf } from './lint-desk.ts';

const roles = `kind: access
id: desk
roles:
  desk-robot: { from: given, includes: [helper] }
  helper: {}
  service-desk: { from: { group: Desk } }
  owner: { from: { group: Owners }, includes: [board] }
  board: {}
  ghost: {}
  staff: { from: { group: Staff } }
`;
const provision = workflowOf("  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' } }\n");

/** What is said when these are the grants and denials, but for what takes things back. */
function lintGrants(rules: string, files = provision): readonly string[] {
  return lintDesk({ ...files, 'access.yaml': roles + rules }).filter((line) => !line.includes('undoing'));
}

const ask = '  - { id: ask, role: staff, ask: [database.*] }\n';

describe('nobody may act', () => {
  it.each([
    ['without any grant', `grants:\n${ask}`],
    ['where only another role may', `grants:\n${ask}  - { id: a, role: owner, allow: [database.grant] }\n`],
    ['where the role may only ask', `grants:\n${ask}  - { id: a, role: desk-robot, ask: [database.grant] }\n`],
    [
      'where the grant is about something else',
      `grants:\n${ask}  - { id: a, role: desk-robot, allow: [database.grant], resource: asset }\n`,
    ],
    [
      'where the pattern covers something else',
      `grants:\n${ask}  - { id: a, role: desk-robot, allow: [device.*, database.revoke] }\n`,
    ],
    [
      'where a denial always holds',
      `grants:\n${ask}  - { id: a, role: desk-robot, allow: [database.*] }\ndenials: [{ id: d, role: helper, deny: [database.*] }]\n`,
    ],
  ])('%s', (_, rules) => {
    expect(lintGrants(rules)).toEqual([
      'nobody-may-act: nobody in `desk-robot` may do `database.grant` in step `provision`',
    ]);
  });

  it.each([
    ['by a grant of its own', '  - { id: a, role: desk-robot, allow: [database.grant] }\n'],
    ['by a pattern', "  - { id: a, role: desk-robot, allow: ['*'] }\n"],
    ['by a role it includes', '  - { id: a, role: helper, allow: [database.*] }\n'],
    ['about the type it acts on', '  - { id: a, role: desk-robot, allow: [database.*], resource: ticket }\n'],
    [
      'under a condition, which is taken to hold',
      '  - { id: a, role: desk-robot, allow: [database.*], when: { subject.mfa: true } }\n',
    ],
    [
      'unless a denial has a condition',
      '  - { id: a, role: desk-robot, allow: [database.*] }\ndenials: [{ id: d, role: anyone, deny: [database.*], when: { requester.mfa: false } }]\n',
    ],
  ])('somebody may, %s', (_, rules) => {
    expect(lintGrants(`grants:\n${ask}${rules}`)).toEqual([]);
  });

  it('nor in the check of a wait', () => {
    const wait = workflowOf(
      "  - { id: quiet, wait: { until: { check: device.check, with: { asset: '{{ticket.asset}}', check: x }, when: { check.state: up } }, every: 5m } }\n",
    );
    expect(lintGrants('', wait)).toEqual([
      'nobody-may-act: nobody in `desk-robot` may do `device.check` in step `quiet`',
    ]);
  });

  it('nor in a tree, at a check, a fix or after a fix', () => {
    const check = "check: device.check, with: { asset: '{{asset.id}}', check: x }, yes_when: { check.state: up }";
    const tree = treeOf(
      `  radio: { ${check}, if_yes: solved, if_no: mend }\n  mend: { fix: Mend it., do: database.grant, with: { user: '{{requester.id}}' }, if_fixed: solved, if_not_fixed: desk }\n`,
      `after_fix: { ask: Better?, ${check}, if_yes: solved }\n`,
    );
    expect(lintGrants('', tree)).toEqual([
      'nobody-may-act: nobody in `desk-robot` may do `device.check` in `after_fix`',
      'nobody-may-act: nobody in `desk-robot` may do `device.check` in node `radio`',
      'nobody-may-act: nobody in `desk-robot` may do `database.grant` in node `mend`',
    ]);
  });

  it('is not said while a grant is wrong', () => {
    expect(lintGrants('grants:\n  - { id: a, role: dekbot, allow: [database.grant] }\n')).toEqual([
      'unknown-name: there is no role `dekbot`',
    ]);
  });
});

describe('nobody may ask', () => {
  const act = '  - { id: act, role: desk-robot, allow: [database.*, device.*] }\n';

  it('where no grant lets anybody', () => {
    expect(lintGrants(`grants:\n${act}`)).toEqual([
      'nobody-may-ask: nobody may ask for `database.grant` in step `provision`',
    ]);
  });

  it('where it is denied to everybody', () => {
    const denied = 'denials: [{ id: d, role: anyone, deny: [database.grant] }]\n';
    expect(lintGrants(`grants:\n${act}${ask}${denied}`)).toEqual([
      'nobody-may-act: nobody in `desk-robot` may do `database.grant` in step `provision`',
    ]);
  });

  it('though who may do it may ask for it', () => {
    expect(lintGrants(`grants:\n${act}  - { id: b, role: owner, allow: [database.grant] }\n`)).toEqual([]);
  });

  it('is not asked where the workflow acts for nobody', () => {
    const alone = { 'workflow.yaml': provision['workflow.yaml']?.replace(', for: requester', '') ?? '' };
    expect(lintGrants(`grants:\n${act}`, alone)).toEqual([]);
  });

  it('is asked of what only reads as well', () => {
    const look = workflowOf("  - { id: look, do: device.check, with: { asset: '{{ticket.asset}}', check: x } }\n");
    expect(lintGrants(`grants:\n${act}`, look)).toEqual([
      'nobody-may-ask: nobody may ask for `device.check` in step `look`',
    ]);
  });
});

describe('taking back', () => {
  const undoing = 'nobody-may-act: nobody in `desk-robot` may do `database.revoke` in undoing step `provision`';
  const lintUndo = (allow: string): readonly string[] =>
    lintDesk({
      ...provision,
      'access.yaml': `${roles}grants:\n${ask.replace('database.*', 'database.grant')}  - { id: act, role: desk-robot, allow: [${allow}] }\n`,
    });

  it('is something the desk has to be allowed, though nobody has to ask for it', () => {
    expect(lintUndo('database.grant')).toEqual([undoing]);
    expect(lintUndo('database.grant, database.revoke')).toEqual([]);
  });
});

describe('the role a workflow acts in', () => {
  const acting = (role: string): { readonly [path: string]: string } => ({
    'workflow.yaml': provision['workflow.yaml']?.replace('as: desk-robot', `as: ${role}`) ?? '',
  });

  it('is one the desk has; otherwise it acts in its own', () => {
    expect(lintDesk(acting('owner'))).toEqual(['foreign-role: the desk does not have the role `owner`']);
  });

  it('may be one that its own includes, with the rights of that one alone', () => {
    const rules = (role: string): string => `grants:\n${ask}  - { id: act, role: ${role}, allow: [database.*] }\n`;
    expect(lintGrants(rules('helper'), acting('helper'))).toEqual([]);
    expect(lintGrants(rules('desk-robot'), acting('helper'))).toEqual([
      'nobody-may-act: nobody in `helper` may do `database.grant` in step `provision`',
    ]);
  });
});

describe('an offer', () => {
  const offer = (actions: string): { readonly [path: string]: string } => ({
    'service.yaml': `kind: service\nid: mine\ntitle: Mine\nform: { sure: yes_no }\nstart: flow\nmay_touch: { actions: [${actions}] }\n`,
  });
  const steps = `  - { id: one, do: database.grant, with: { user: '{{requester.id}}' } }
  - { id: two, when: { ticket.id: { known: true } }, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: Hi } }
  - { id: three, run: second, outcomes: { cancelled: hold } }
`;
  const second = `kind: workflow\nid: second\nacts: { as: desk-robot }\nsteps: [{ id: look, do: device.check, with: { asset: '{{ticket.asset}}', check: x } }, { id: again, run: flow, when: { ticket.id: { known: true } }, outcomes: { cancelled: hold } }]\n`;

  it('names what its workflow surely performs, and what that one runs', () => {
    const lint = (actions: string) => lintDesk({ ...workflowOf(steps), 'second.yaml': second, ...offer(actions) });
    expect(lint('database.grant, device.check')).toEqual([]);
    expect(lint('database.grant')).toEqual([
      'outside-offer: `flow` performs `device.check`, which `may_touch` does not name',
    ]);
    expect(lint('mail.send')).toEqual([
      'outside-offer: `flow` performs `database.grant` and `device.check`, which `may_touch` does not name',
    ]);
  });
});

describe('roles nobody fills', () => {
  const approval = (role: string): { readonly [path: string]: string } => ({
    'approval.yaml': `kind: approval\nid: data-access\nquestion: May it?\nseats: [{ role: ${role} }]\nwithin: 48h\n`,
  });

  it('leave an approval waiting', () => {
    expect(lintGrants('', approval('ghost'))).toEqual([
      'role-nobody-fills: the approval `data-access` waits for `ghost`, which nobody can have',
    ]);
  });

  it.each(['add', 'replace'])('leave an approval waiting that goes on to them: %s', (how) => {
    const chase = `chase: { every: 1d, at_most: 1, then: { ${how}: { role: ghost } } }\n`;
    const files = Object.entries(approval('owner')).map(([path, text]) => [path, `${text}${chase}`]);
    expect(lintGrants('', Object.fromEntries(files))).toEqual([
      'role-nobody-fills: the approval `data-access` waits for `ghost`, which nobody can have',
    ]);
  });

  it.each(['owner', 'board', 'desk-robot', 'helper'])('are not those with a source, or included by one: %s', (role) => {
    expect(lintGrants('', approval(role))).toEqual([]);
  });

  it('leave a task waiting, unless somebody can take over', () => {
    const task = (by: string) => workflowOf(`  - { id: look, task: Look, by: ${by}, outcomes: { declined: hold } }\n`);
    expect(lintGrants('', task('{ role: ghost }'))).toEqual([
      'role-nobody-fills: the task `look` waits for `ghost`, which nobody can have',
    ]);
    expect(lintGrants('', task('{ role: ghost, fallback: [owner] }'))).toEqual([]);
  });
});

describe('a door that is shut', () => {
  const grants = `grants:\n${ask}  - { id: act, role: desk-robot, allow: [database.*] }\n`;
  const lint = (deny: string, eligible: string, files = provision): readonly string[] =>
    lintDesk({
      ...files,
      'access.yaml': `${roles}${grants}denials: [{ id: d, ${deny} }]\n`,
      'service.yaml': `kind: service\nid: mine\ntitle: Mine\nform: { sure: yes_no }\nstart: flow\nmay_touch: { actions: [database.grant] }\n${eligible}`,
    });
  const everybody = 'role: staff, deny: [database.*], when: { subject.employment: contractor }';
  const offered = 'eligible: { requester.employment: { in: [employee, contractor] } }\n';

  it('is one for people who are offered it', () => {
    expect(lint(everybody, offered)).toEqual([
      'shut-door: people with `requester.employment: contractor` are offered this and denied at step `provision` by `d`',
    ]);
    expect(
      lint(
        everybody.replace('when: {', 'when: { not: { subject.mfa: true },'),
        offered.replace('{ req', '{ requester.mfa: { in: [true, false] }, req'),
      ),
    ).toEqual([
      'shut-door: people with `requester.mfa: false` and `requester.employment: contractor` are offered this and denied at step `provision` by `d`',
    ]);
  });

  it.each([
    ['where they are not offered it', everybody, 'eligible: { requester.employment: employee }\n'],
    ['where everybody is, and some are denied', everybody, ''],
    ['where the denial is about a role', everybody.replace('staff', 'owner'), offered],
    ['where it is about another action', everybody.replace('database.*', 'device.*'), offered],
    ['where it is about something else', everybody.replace('role:', 'resource: asset, role:'), offered],
    ['where it asks for more', everybody.replace('when: {', 'when: { subject.mfa: false,'), offered],
  ])('not %s', (_, deny, eligible) => {
    expect(lint(deny, eligible)).toEqual([]);
  });
});

describe('a denial that stops the desk', () => {
  const grants = `grants:\n${ask}  - { id: act, role: desk-robot, allow: [database.*] }\n`;
  const lint = (denial: string): readonly string[] => lintGrants(`${grants}denials: [{ id: d, ${denial} }]\n`);
  const stopped = (fact: string): string =>
    `denies-the-desk: \`d\` also stops the desk itself, of which \`${fact}\` is never known: \`database.grant\` in step \`provision\``;

  it.each([
    ['subject.mfa: false', 'subject.mfa'],
    ['not: { subject.mfa: true }', 'subject.mfa'],
    ['subject.mfa: { known: false }', 'subject.mfa'],
    ['subject.department: { is_not: it }', 'subject.department'],
    ["ticket.requester: '{{subject.manager}}'", 'subject.manager'],
    ['any: [{ subject.mfa: false }, { ticket.priority: LOW }]', 'subject.mfa'],
  ])('by %s', (when, fact) => {
    expect(lint(`role: anyone, deny: [database.grant], when: { ${when} }`)).toEqual([stopped(fact)]);
  });

  it.each([
    ['about a role', 'role: staff, deny: [database.grant], when: { subject.mfa: false }'],
    ['about what the desk does not do', 'role: anyone, deny: [device.check], when: { subject.mfa: false }'],
    ['about another resource', 'role: anyone, resource: asset, deny: [database.*], when: { subject.mfa: false }'],
    [
      'that can fail for another reason',
      'role: anyone, deny: [database.*], when: { subject.mfa: false, ticket.priority: LOW }',
    ],
    ['that fails for the desk', 'role: anyone, deny: [database.*], when: { subject.mfa: { known: true } }'],
    ['about who the desk is', "role: anyone, deny: [database.*], when: { ticket.requester: '{{subject.id}}' }"],
    ['about no subject', 'role: anyone, deny: [database.*], when: { requester.mfa: false }'],
  ])('is none %s', (_, denial) => {
    expect(lint(denial)).toEqual([]);
  });
});
