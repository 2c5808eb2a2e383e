import { describe, expect, test } from 'vitest';
import type { ApprovalDefinition } from '@deskbook/policies';
import type { TemplateDefinition } from '@deskbook/dsl/bundle';
import type { TaskAnswer } from '../../src/execution/index.ts';
import { approval, minute, node } from '../kernel/build.ts';
import { fails, fixtures, openAccess, role, scene, type Scene, type SceneOptions } from './scene.ts';

const ask = node(
  'ask',
  { kind: 'approve', approval: 'ok' },
  {
    outcomes: { expired: { kind: 'end', end: 'expired', establishes: [] } },
  },
);
const asking = (change: Partial<ApprovalDefinition>, more: Partial<SceneOptions> = {}): SceneOptions => ({
  nodes: [ask],
  approvals: [approval('ok', change)],
  ...more,
});
const seatsOf = (desk: Scene, run: string) =>
  desk.executor.state(run)?.nodes['ask']?.approval?.seats.map(({ id, people }) => [id, people]);
const answer = async (desk: Scene, given: TaskAnswer) => {
  const [task] = desk.store.tasks({});
  const result = await desk.executor.answer(task?.task ?? '', given);
  await desk.executor.settle();
  return result;
};
const away = (...people: readonly string[]) =>
  people.map((person) => ({ person, from: '2026-03-01', until: '2026-03-09' }));

describe('seats', () => {
  test.each([
    ['people', 'owners', [['owners', ['omar']]]],
    ['the person a fact names', 'managers', [['managers', ['mia']]]],
    ['who is on a schedule', 'chiefs', [['chiefs', ['carl']]]],
    ['members of a group, also through groups in it', 'agents', [['agents', ['anna', 'ben']]]],
  ])('%s', async (_, name, seats) => {
    const desk = scene(asking({ seats: [{ role: name, each: false }] }));
    expect(seatsOf(desk, await desk.start())).toEqual(seats);
  });

  test('a seat for each of the role’s people, and a role that stands twice', async () => {
    const seats = [
      { role: 'agents', each: true },
      { role: 'owners', each: false },
      { role: 'owners', each: false },
    ];
    const desk = scene(asking({ seats, need: 2 }));
    expect(seatsOf(desk, await desk.start())?.map(([id]) => id)).toEqual([
      'agents:anna',
      'agents:ben',
      'owners',
      'owners.2',
    ]);
  });

  test('a role nobody is in directly is filled by those who have it through another', async () => {
    const roles = [
      ...openAccess.roles,
      role('data', []),
      role('data-heads', [{ kind: 'people', people: ['dora'] }], ['data']),
    ];
    const desk = scene(asking({ seats: [{ role: 'data', each: false }] }, { access: { roles } }));
    expect(seatsOf(desk, await desk.start())).toEqual([['data', ['dora']]]);
  });

  test.each([
    ['the deputy stands in', ['deputy', 'manager'], away('omar'), [['owners', ['dora']]]],
    ['then the manager', ['deputy', 'manager'], away('omar', 'dora'), [['owners', ['mia']]]],
  ] as const)('absent: %s', async (_, absent, absences, seats) => {
    const desk = scene(asking({ standIn: { absent, otherwise: 'skip' } }, { fixtures: { absences } }));
    expect(seatsOf(desk, await desk.start())).toEqual(seats);
  });

  test('absent, and nobody stands in: the seat is dropped, or waits', async () => {
    const seats = [
      { role: 'owners', each: false },
      { role: 'managers', each: false },
    ];
    const skip = scene(asking({ seats }, { fixtures: { absences: away('omar') } }));
    expect(seatsOf(skip, await skip.start())).toEqual([['managers', ['mia']]]);
    const wait = scene(
      asking({ seats, standIn: { absent: [], otherwise: 'wait' } }, { fixtures: { absences: away('omar') } }),
    );
    expect(seatsOf(wait, await wait.start())).toEqual([
      ['owners', ['omar']],
      ['managers', ['mia']],
    ]);
  });

  test('whoever asks has no seat; their manager may have it, their deputy may not', async () => {
    const desk = scene(asking({ standIn: { absent: ['deputy', 'manager'], otherwise: 'skip' } }));
    expect(seatsOf(desk, await desk.start({ requester: 'omar' }))).toEqual([['owners', ['mia']]]);
  });

  test('nor has whoever’s ticket it is, however it spells them', async () => {
    const { directory } = scene({}).ports;
    const host = { directory: { ...directory, person: async (id: string) => directory.person(id.toLowerCase()) } };
    const desk = scene({ ...asking({ standIn: { absent: ['deputy', 'manager'], otherwise: 'skip' } }), host });
    const facts = { ticket: { id: 'T-1', requester: 'OMAR' } };
    const run = await desk.start({ requester: 'lena', facts });
    expect(desk.executor.state(run)?.nodes['ask']?.approval).toMatchObject({ requester: 'lena', parties: ['omar'] });
    expect(seatsOf(desk, run)).toEqual([['owners', ['mia']]]);
  });

  test.each([
    ['no one is left', { seats: [{ role: 'nobody', each: false }] }],
    [
      'fewer are left than are needed',
      {
        seats: [
          { role: 'owners', each: false },
          { role: 'nobody', each: false },
        ],
        need: 2,
      },
    ],
  ])('%s: a person is told', async (_, change) => {
    const desk = scene(asking(change));
    await desk.start();
    expect(desk.store.tasks({})).toMatchObject([
      { kind: 'hold', role: 'agents', details: { reason: 'nobody: there are not enough people to ask for `ok`' } },
    ]);
  });

  test('one person in every seat is not enough people', async () => {
    const seats = ['owners', 'keepers'].map((each) => ({ role: each, each: false }));
    const roles = [...openAccess.roles, role('keepers', [{ kind: 'people', people: ['omar'] }])];
    const desk = scene(asking({ seats, need: 2 }, { access: { roles } }));
    await desk.start();
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold' }]);
    const one = scene(asking({ seats, need: { percent: 50 } }, { access: { roles } }));
    await one.start();
    expect(one.store.tasks({})).toMatchObject([{ kind: 'approval', assignees: ['omar'] }]);
  });

  test('a share of the seats there are is needed; a seat that is to wait is one of them', async () => {
    const seats = [
      { role: 'agents', each: true },
      { role: 'owners', each: false },
    ];
    const desk = scene(asking({ seats, need: { percent: 60 } }));
    const run = await desk.start();
    await answer(desk, { by: 'anna', outcome: 'approve' });
    expect(desk.end(run)).toBeNull();
    await answer(desk, { by: 'omar', outcome: 'approve' });
    expect(desk.end(run)).toBe('done');
    const empty = [...seats, { role: 'nobody', each: false }];
    const waits = scene(asking({ seats: empty, need: { percent: 60 }, standIn: { absent: [], otherwise: 'wait' } }));
    await waits.start();
    expect(waits.store.tasks({})).toMatchObject([{ kind: 'hold' }]);
    const skips = scene(asking({ seats: empty, need: { percent: 60 }, standIn: { absent: [], otherwise: 'skip' } }));
    await skips.start();
    expect(skips.store.tasks({})).toMatchObject([{ kind: 'approval' }]);
  });

  test('the directory is down: it is opened when it is back', async () => {
    const desk = scene(asking({ seats: [{ role: 'agents', each: false }] }));
    desk.ports.setDown('directory', true);
    const run = await desk.start();
    expect(desk.types(run)).toEqual(['run.started', 'step.blocked', 'timer.set']);
    desk.ports.setDown('directory', false);
    await desk.elapse(run, 1);
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'approval', assignees: ['anna', 'ben'] }]);
  });
});

describe('answers', () => {
  test('rejected, with why', async () => {
    const desk = scene(asking({ reject: { at: 1, note: 'required' } }));
    const run = await desk.start();
    expect(await answer(desk, { by: 'omar', outcome: 'reject' })).toMatchObject({
      ok: false,
      code: 'refused',
      reason: 'note_required',
    });
    await answer(desk, { by: 'omar', outcome: 'reject', note: 'too much' });
    expect(desk.end(run)).toBe('rejected');
    expect(desk.executor.state(run)?.nodes['ask']?.output).toEqual({ outcome: 'rejected', notes: 'too much' });
  });

  test.each([
    [{ by: 'lena', outcome: 'approve' }, 'refused', 'own_request'],
    [{ by: 'sam', outcome: 'approve' }, 'not_yours', 'not_asked'],
    [{ by: 'omar', outcome: 'done' }, 'invalid_outcome', 'it can be answered approve, reject, delegate, withdraw'],
    [{ by: 'omar', outcome: 'delegate' }, 'invalid_outcome', 'it can be answered approve, reject, delegate, withdraw'],
    [{ by: 'omar', outcome: 'delegate', to: 'dora' }, 'refused', 'cannot_delegate'],
    [{ by: 'omar', outcome: 'withdraw' }, 'refused', 'not_requester'],
  ])('%j is refused', async (given, code, reason) => {
    const desk = scene(asking({}));
    const run = await desk.start();
    expect(await answer(desk, given)).toEqual({ ok: false, code, reason });
    expect(desk.end(run)).toBeNull();
  });

  test('a separation of duties keeps somebody from voting', async () => {
    const separation = [
      { id: 'asker-never-approves', apart: ['request', 'approve'], within: 'run', reference: '', cites: [] },
    ] as const;
    const desk = scene(asking({}, { access: { separation } }));
    const run = await desk.start({
      requester: 'sam',
      inherited: { established: [], duties: { omar: ['request'] }, gates: {}, approvals: [] },
    });
    expect(await answer(desk, { by: 'omar', outcome: 'approve' })).toEqual({
      ok: false,
      code: 'refused',
      reason: 'asker-never-approves',
    });
    desk.ports.setDown('directory', true);
    expect(await answer(desk, { by: 'omar', outcome: 'approve' })).toMatchObject({ reason: 'unavailable' });
    expect(desk.end(run)).toBeNull();
  });

  test('a second answer finds nothing', async () => {
    const desk = scene(asking({}));
    const run = await desk.start();
    const [task] = desk.store.tasks({});
    const both = await Promise.all(
      ['approve', 'reject'].map((outcome) => desk.executor.answer(task?.task ?? '', { by: 'omar', outcome })),
    );
    await desk.executor.settle();
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect(desk.end(run)).toBe('done');
    expect(await desk.executor.answer(task?.task ?? '', { by: 'omar', outcome: 'approve' })).toMatchObject({
      code: 'no_such_task',
    });
  });

  test('delegated to another of the role, who is mailed', async () => {
    const roles = openAccess.roles.map((one) =>
      one.id === 'owners' ? role('owners', [{ kind: 'people', people: ['omar', 'dora'] }]) : one,
    );
    const desk = scene(
      asking({ delegate: { to: 'same_role', times: 1 } }, { access: { roles }, fixtures: { absences: away('dora') } }),
    );
    const run = await desk.start();
    expect(seatsOf(desk, run)).toEqual([['owners', ['omar']]]);
    expect(await answer(desk, { by: 'omar', outcome: 'delegate', to: 'dora' })).toMatchObject({ ok: true });
    expect(desk.ports.calls.map(({ input }) => input['to'])).toEqual([['omar'], ['dora']]);
    await answer(desk, { by: 'dora', outcome: 'approve' });
    expect(desk.end(run)).toBe('done');
  });

  test('withdrawn by whoever asked', async () => {
    const desk = scene(asking({}));
    const run = await desk.start();
    await answer(desk, { by: 'lena', outcome: 'withdraw' });
    expect(desk.end(run)).toBe('cancelled');
  });
});

describe('time', () => {
  test('expires, which is not a rejection', async () => {
    const desk = scene(asking({ within: { milliseconds: minute } }));
    const run = await desk.start();
    await desk.elapse(run);
    expect(desk.end(run)).toBe('expired');
  });

  test('reminds so often, then asks one more role', async () => {
    const desk = scene(asking({ chase: { every: { milliseconds: minute }, atMost: 2, add: 'chiefs' } }));
    const run = await desk.start();
    await desk.elapse(run, 3);
    expect(desk.ports.calls.map(({ input, key }) => [input['to'], key.split('/').slice(-2).join('/')])).toEqual([
      [['omar'], 'owners/1'],
      [['omar'], 'owners/2'],
      [['omar'], 'owners/3'],
      [['carl'], 'chiefs/1'],
    ]);
    expect(desk.executor.nextDue()).toBeNull();
  });

  test('reminds so often, then others are asked instead; a vote stays', async () => {
    const seats = ['owners', 'managers'].map((each) => ({ role: each, each: false }));
    const desk = scene(asking({ seats, chase: { every: { milliseconds: minute }, atMost: 1, replace: 'chiefs' } }));
    const run = await desk.start();
    await answer(desk, { by: 'mia', outcome: 'approve' });
    await desk.elapse(run, 2);
    expect(seatsOf(desk, run)).toEqual([
      ['owners', ['carl']],
      ['managers', ['mia']],
    ]);
    expect(desk.ports.calls.map(({ input }) => input['to'])).toEqual([['omar'], ['mia'], ['omar'], ['carl']]);
    expect(desk.executor.nextDue()).toBeNull();
    expect(await answer(desk, { by: 'omar', outcome: 'approve' })).toMatchObject({ code: 'not_yours' });
    await answer(desk, { by: 'carl', outcome: 'approve' });
    expect(desk.end(run)).toBe('done');
  });

  test('where the others are too few to decide, those who were asked are reminded again', async () => {
    const seats = ['owners', 'managers'].map((each) => ({ role: each, each: false }));
    const desk = scene(asking({ seats, chase: { every: { milliseconds: minute }, atMost: 1, replace: 'chiefs' } }));
    const run = await desk.start();
    await desk.elapse(run, 4);
    expect(seatsOf(desk, run)?.map(([, people]) => people)).toEqual([['omar'], ['mia']]);
    expect(desk.executor.state(run)?.nodes['ask']?.approval?.reminders).toBe(4);
  });

  test('in order, each seat is reminded from when it is its turn', async () => {
    const seats = ['owners', 'managers'].map((each) => ({ role: each, each: false }));
    const desk = scene(asking({ seats, inOrder: true, chase: { every: { milliseconds: 4 * minute }, atMost: 1 } }));
    const run = await desk.start();
    await desk.elapse(run, 1);
    await answer(desk, { by: 'omar', outcome: 'approve' });
    const turn = desk.clock.now();
    expect(Date.parse(desk.executor.nextDue() ?? '') - Date.parse(turn)).toBe(4 * minute);
    await desk.elapse(run, 1);
    expect(desk.ports.calls.map(({ input }) => input['to'])).toEqual([['omar'], ['omar'], ['mia'], ['mia']]);
  });

  test.each([
    ['who is away', 'lena', away('anna'), ['ben']],
    ['who asks', 'ben', [], ['anna']],
  ])('nobody is added %s', async (_, requester, absences, people) => {
    const chase = { every: { milliseconds: minute }, atMost: 0, add: 'agents' };
    const desk = scene(asking({ chase }, { fixtures: { absences } }));
    const run = await desk.start({ requester });
    await desk.elapse(run, 1);
    expect(seatsOf(desk, run)?.at(-1)).toEqual(['agents', people]);
  });

  test('while nobody can be added, those who are asked are reminded', async () => {
    const desk = scene(asking({ chase: { every: { milliseconds: minute }, atMost: 0, add: 'agents' } }));
    const run = await desk.start();
    desk.ports.setDown('directory', true);
    await desk.elapse(run, 1);
    expect(seatsOf(desk, run)).toEqual([['owners', ['omar']]]);
    desk.ports.setDown('directory', false);
    for (let turn = 0; turn < 6; turn += 1) await desk.elapse(run, 1);
    expect(seatsOf(desk, run)?.map(([id]) => id)).toEqual(['owners', 'agents']);
  });

  test('business time without a calendar: a person is told', async () => {
    const desk = scene(asking({ within: { business: 'days', amount: 2 } }));
    await desk.start();
    expect(desk.store.tasks({})).toMatchObject([
      { kind: 'hold', details: { reason: 'no_calendar: business time needs a calendar' } },
    ]);
  });
});

describe('mail', () => {
  const template: TemplateDefinition = {
    id: 'please',
    format: 'text',
    needs: {
      approval: { type: 'approval', list: false, optional: false, personal: false, secret: false, future: false },
      requester: { type: 'person', list: false, optional: false, personal: false, secret: false, future: false },
    },
    to: ['{{approval.approver}}'],
    cc: ['{{requester.id}}'],
    attachments: [],
    texts: {
      en: { subject: 'Please: {{approval.question}}', body: 'For {{requester.name}}.' },
      de: { subject: 'Bitte: {{approval.question}}', body: 'Für {{requester.name}}.' },
    },
    reference: '',
  };
  const mailed: Partial<SceneOptions> = { change: { templates: { please: template }, languages: ['en', 'de'] } };
  const omar = fixtures.people['omar'];

  test('by its template, in the reader’s language', async () => {
    if (omar === undefined) throw new Error('no omar');
    const german = { ...omar, properties: { ...omar.properties, language: 'de' } };
    const desk = scene(
      asking({ email: 'please' }, { ...mailed, fixtures: { people: { ...fixtures.people, omar: german } } }),
    );
    await desk.start();
    expect(desk.ports.calls[0]?.input).toMatchObject({
      template: 'please',
      language: 'de',
      to: ['omar'],
      cc_addresses: ['lena@acme.example'],
      subject: 'Bitte: May it be done?',
      body: 'Für lena.',
    });
  });

  test('by the template that comes with the desk, where it names none or one the bundle does not have', async () => {
    for (const change of [{}, { email: 'approval-request' }]) {
      const desk = scene(asking({ ...change, within: { milliseconds: minute }, reject: { at: 1, note: 'required' } }));
      await desk.start();
      const body = desk.ports.calls[0]?.input['body'];
      expect(body).toContain('Hello omar,\n\nMay it be done?\n\nRequested by: lena\nTicket: T-1');
      expect(body).toContain('You are asked as: owners');
      expect(body).toContain('If you refuse, please say why.');
    }
  });

  test('a template nobody has sends nothing', async () => {
    const desk = scene(asking({ email: 'none' }));
    const run = await desk.start();
    expect(desk.entries(run).at(-1)).toMatchObject({ status: 'nobody', message: 'there is no template none' });
  });

  test('the question is asked in the reader’s language', async () => {
    if (omar === undefined) throw new Error('no omar');
    const german = { ...omar, properties: { ...omar.properties, language: 'de' } };
    const question = { en: 'May {{requester.name}}?', de: 'Darf {{requester.name}}?' };
    const desk = scene(asking({ question }, { fixtures: { people: { ...fixtures.people, omar: german } } }));
    await desk.start();
    expect(desk.ports.calls[0]?.input['subject']).toBe('Freigabe erforderlich: Darf lena?');
    expect(desk.store.tasks({})).toMatchObject([{ title: 'May lena?' }]);
  });

  test('what the vocabulary calls secret is not written into it', async () => {
    const phone = { type: 'text', list: false, optional: true, personal: true, secret: true, future: false } as const;
    const body = { ...template, texts: { en: { subject: 'Please', body: 'Call {{requester.phone}}' } } };
    const base = scene(asking({}));
    const facts = { ...base.bundle.facts, records: { ...base.bundle.facts.records, person: { phone } } };
    const lena = fixtures.people['lena'];
    if (lena === undefined) throw new Error('no lena');
    const people = { ...fixtures.people, lena: { ...lena, properties: { ...lena.properties, phone: '+49 30 1234' } } };
    const desk = scene(
      asking({ email: 'please' }, { change: { templates: { please: body }, facts }, fixtures: { people } }),
    );
    const run = await desk.start();
    expect(desk.ports.calls[0]?.input['body']).toBe('Call ••••');
    expect(JSON.stringify(desk.store.entries(`run:${run}`))).not.toContain('1234');
  });

  test('a fact it needs and that is not there stops it; the approval is open all the same', async () => {
    const desk = scene(
      asking(
        { email: 'please' },
        {
          change: {
            templates: {
              please: {
                ...template,
                needs: {
                  ...template.needs,
                  asset: template.needs['approval'] ?? {
                    type: 'asset',
                    list: false,
                    optional: false,
                    personal: false,
                    secret: false,
                    future: false,
                  },
                },
              },
            },
          },
        },
      ),
    );
    const run = await desk.start({ facts: { ticket: { id: 'T-1' } } });
    expect(desk.did()).toEqual([]);
    expect(desk.entries(run).at(-1)).toMatchObject({ type: 'approval.mailed', status: 'nobody', message: 'asset' });
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'approval', assignees: ['omar'] }]);
  });

  test('what does not get through is sent again', async () => {
    const desk = scene(asking({}, { mocks: { 'mail.send': [fails('unavailable')] } }));
    const run = await desk.start();
    expect(desk.entries(run).at(-2)).toMatchObject({ type: 'approval.mailed', status: 'failed' });
    await desk.elapse(run, 1);
    expect(desk.entries(run).at(-1)).toMatchObject({ type: 'approval.mailed', status: 'sent' });
  });

  test('somebody without an address is not mailed, and still asked', async () => {
    if (omar === undefined) throw new Error('no omar');
    const desk = scene(asking({}, { fixtures: { people: { ...fixtures.people, omar: { ...omar, accounts: {} } } } }));
    const run = await desk.start();
    expect(desk.entries(run).at(-1)).toMatchObject({ type: 'approval.mailed', status: 'nobody' });
    expect(desk.store.tasks({})).toMatchObject([{ assignees: ['omar'] }]);
  });
});
