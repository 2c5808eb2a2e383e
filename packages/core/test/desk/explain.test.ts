import { describe, expect, test } from 'vitest';
import { created, openScene, trigger } from './scene.ts';

const secretPin = 'pin-of-lena-5521';

/** People have a secret code, and what is decided looks at it. */
const files = {
  'trigger.yaml': trigger('jam', ''),
  'facts.yaml': `
kind: facts
id: printers
base: itil/1
person: { pin: { type: text, secret: true, optional: true }, employment: { type: text, optional: true } }
ticket: { floor: { type: integer, optional: true }, noise: { one_of: [quiet, loud], optional: true } }
`,
  'request.yaml': `
kind: decision
id: printer-request
hit: first
sets: { decision: decision }
rules:
  - { id: no-code, when: { requester.pin: { is_not: ${secretPin} } }, then: { decision: DENIED } }
  - { id: high-up, when: { ticket.floor: { gte: 3 } }, then: { decision: REQUIRES_APPROVAL } }
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`,
  'access.yaml': `
kind: access
id: printers
roles:
  robot: { title: The desk }
  employee: { from: { group: everybody } }
  support: { from: { group: support } }
grants:
  - { id: robot-restarts, role: robot, allow: [printer.restart] }
  - { id: people-ask, role: employee, ask: [printer.restart, 'start:*'] }
  - { id: support-restarts, role: support, allow: [printer.*], when: { subject.pin: { known: true } } }
denials:
  - { id: not-their-own, role: anyone, deny: [printer.restart], resource: person, when: { resource.pin: { known: true } } }
`,
  'fixtures.yaml': `
kind: fixtures
id: people
people:
  lena: { name: Lena, groups: [everybody], accounts: { shop: l1 }, pin: ${secretPin}, employment: staff }
  sam: { name: Sam, groups: [everybody, support], pin: ${secretPin} }
secrets: { shop: s3cret }
actions: { printer.restart: [{ output: {} }] }
`,
};

describe('a classification, explained', () => {
  test('rule by rule, each comparison with what it saw; the fact that is secret only says that it is', async () => {
    const { desk } = await openScene({ files });
    const classified = await desk.classify(created(1), { explain: true });
    if ('status' in classified) throw new Error(classified.rejection.message);
    expect(classified.explanation).toMatchObject([
      {
        decision: 'printer-request',
        applies: null,
        rules: [
          { id: 'no-code', fired: false, truth: 'fails', when: { fact: 'requester.pin', seen: '[secret]' } },
          { id: 'high-up', fired: false, when: { fact: 'ticket.floor' } },
          { id: 'rest', when: null },
        ],
      },
      { decision: 'noise' },
    ]);
    const rules = classified.explanation?.[0]?.rules ?? [];
    expect(rules.filter(({ fired }) => fired).map(({ id }) => id)).toEqual(['rest']);
    expect(JSON.stringify(classified.facts)).not.toContain(secretPin);
  });

  test('each rule that does not hold names the first comparison that failed', async () => {
    const { desk } = await openScene({ files });
    const classified = await desk.classify(created(1), { explain: true });
    if ('status' in classified) throw new Error(classified.rejection.message);
    expect(classified.explanation?.[0]?.rules.map(({ id, failed }) => [id, failed?.fact, failed?.seen])).toEqual([
      ['no-code', 'requester.pin', '[secret]'],
      ['high-up', 'ticket.floor', 1],
      ['rest', undefined, undefined],
    ]);
    expect(classified).not.toHaveProperty('ways');
  });

  test('so does each trigger whose condition did not hold; of what is secret it only says that it is', async () => {
    const triggers = `${trigger('jam', '')}
---
kind: trigger
id: coded
event: ticket.created
when: { ticket.floor: { gte: 0 }, requester.pin: { is_not: ${secretPin} } }
start: restart
with: { ticket: '{{ticket.id}}' }
---
kind: trigger
id: interns
event: ticket.created
when: { requester.employment: intern }
start: restart
with: { ticket: '{{ticket.id}}' }
`;
    const { desk } = await openScene({ files: { ...files, 'trigger.yaml': triggers } });
    const classified = await desk.classify(created(1), { explain: true });
    if ('status' in classified) throw new Error(classified.rejection.message);
    expect(classified.notStarted).toMatchObject([
      { trigger: 'coded', reason: 'condition', failed: { fact: 'requester.pin', seen: '[secret]', truth: 'fails' } },
      { trigger: 'interns', reason: 'condition', failed: { fact: 'requester.employment', seen: 'staff' } },
    ]);
    const plain = await desk.classify(created(1));
    expect('status' in plain ? [] : plain.notStarted.map((each) => 'failed' in each)).toEqual([false, false]);
  });

  test('a decision that sets a fact is explained after those of the gate', async () => {
    const { desk } = await openScene({ files });
    const classified = await desk.classify(created(1), { explain: true });
    if ('status' in classified) throw new Error(classified.rejection.message);
    expect(classified.explanation).toMatchObject([
      { decision: 'printer-request', sets: ['decision'] },
      {
        decision: 'noise',
        sets: ['ticket.noise'],
        rules: [
          { id: 'top', fired: false, failed: { fact: 'ticket.floor', seen: 1 } },
          { id: 'rest', fired: true, failed: null },
        ],
      },
    ]);
  });

  test('what would make it allowed, each way tried, and none that tells what is secret', async () => {
    const rules = `
  - { id: no-code, when: { requester.pin: { is_not: ${secretPin} } }, then: { decision: DENIED } }
  - { id: same-code, when: { requester.employment: '{{requester.pin}}' }, then: { decision: ALLOWED } }
  - { id: quiet, when: { ticket.noise: { in: [quiet] }, ticket.floor: { lt: 1 } }, then: { decision: ALLOWED } }
  - { id: jam, when: { ticket.text: { contains: fire } }, then: { decision: ALLOWED } }
  - { id: rest, otherwise: true, then: { decision: DENIED } }
`;
    const decided = { ...files, 'request.yaml': files['request.yaml'].replace(/rules:[^]*$/, `rules:${rules}`) };
    const { desk } = await openScene({ files: decided });
    const classified = await desk.classify(created(1), { explain: true });
    if ('status' in classified) throw new Error(classified.rejection.message);
    expect(classified.classification).toMatchObject({ decision: 'DENIED', rules: [{ id: 'rest' }] });
    // Not what the text says, which is derived from what was written.
    expect(
      classified.ways?.map(({ changes, classification }) => [
        changes.map(({ fact, value }) => [fact, value]),
        classification.decision,
      ]),
    ).toEqual([[[['ticket.floor', 0]], 'ALLOWED']]);
    expect(JSON.stringify(classified.ways)).not.toContain(secretPin);
  });

  test('only where it is asked for', async () => {
    const { desk } = await openScene({ files });
    const classified = await desk.classify(created(1));
    expect(classified).toHaveProperty('classification');
    expect(classified).not.toHaveProperty('explanation');
  });
});

test('an event is classified and planned as of its own time, unless another is named', async () => {
  const decided = {
    ...files,
    'request.yaml': `
kind: decision
id: printer-request
hit: first
sets: { decision: decision }
rules:
  - { id: spring, when: { now: { before: '2026-04-01T00:00:00Z' } }, then: { decision: ALLOWED } }
  - { id: later, otherwise: true, then: { decision: DENIED } }
`,
  };
  const { desk, clock } = await openScene({ files: decided });
  clock.set('2026-06-01T00:00:00Z');
  const of = async (at?: string) => {
    const classified = await desk.classify(created(1), at === undefined ? {} : { at });
    return 'status' in classified ? classified.status : classified.classification.decision;
  };
  expect(await of()).toBe('ALLOWED');
  expect(await of('2026-05-01T00:00:00Z')).toBe('DENIED');
  expect(await desk.plan(created(1))).toMatchObject({ ok: true, plan: { classification: 'ALLOWED' } });
  const later = await desk.plan(created(1), { at: '2026-05-01T00:00:00Z' });
  expect(later).toMatchObject({ ok: true, plan: { classification: 'DENIED' } });
});

describe('a permission, explained', () => {
  const question = { subject: 'sam', action: 'printer.restart', resource: { type: 'person', id: 'lena' } } as const;

  test('every grant and denial of the action, with roles, and no secret', async () => {
    const { desk } = await openScene({ files });
    const rules = await desk.explain(question);
    expect(rules).toMatchObject([
      { kind: 'grant', id: 'robot-restarts', hasRole: 'fails', truth: 'fails' },
      { kind: 'grant', id: 'support-restarts', hasRole: 'holds', truth: 'holds', when: { seen: '[secret]' } },
      { kind: 'denial', id: 'not-their-own', through: ['anyone'], truth: 'holds', when: { seen: '[secret]' } },
    ]);
    expect(JSON.stringify(rules)).not.toContain(secretPin);
    expect(await desk.may(question)).toMatchObject({ allowed: false, reason: 'denied' });
  });

  test('each that does not hold names the first comparison that failed', async () => {
    const { desk } = await openScene({ files });
    const rules = await desk.explain({ ...question, subject: 'lena', resource: { type: 'person', id: 'nobody' } });
    expect(rules.map(({ id, failed }) => [id, failed?.fact ?? null])).toEqual([
      ['robot-restarts', null],
      ['support-restarts', null],
      ['not-their-own', 'resource.pin'],
    ]);
  });

  test('what would make it yes: a role that people can have, and nothing secret', async () => {
    const { desk } = await openScene({ files });
    const asked = { ...question, subject: 'lena', resource: { type: 'printer', id: 'p-1' } };
    expect(await desk.may(asked)).toMatchObject({ allowed: false, reason: 'no_grant' });
    const yes = await desk.whatWouldMakeItYes(asked);
    expect(yes?.ways.map(({ changes }) => changes)).toEqual([
      [{ kind: 'role', role: 'support', reference: 'access/printers#/grants/2' }],
    ]);
    // Only without the secret code would this denial fail.
    expect(await desk.whatWouldMakeItYes(question)).toMatchObject({ already: false, ways: [] });
    expect(await desk.whatWouldMakeItYes({ ...question, subject: 'nobody' })).toBeNull();
  });

  test('nothing is explained of nobody', async () => {
    const { desk } = await openScene({ files });
    expect(await desk.explain({ ...question, subject: 'nobody' })).toEqual([]);
  });
});
