import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deskbook, starterIn, temporaryFolder } from './scene.ts';

const folder = temporaryFolder();
const desk = starterIn(folder);
const examples = join(import.meta.dirname, '..', '..', '..', 'examples');
const acme = join(examples, 'acme-it');
const ticket = join(desk, 'payloads/ticket.json');

function eventOf(name: string, change: (event: { [name: string]: unknown }) => unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(ticket, 'utf8')) as { [name: string]: unknown })));
  return path;
}

const ofContractor = eventOf('contractor.json', (event) => ({
  ...event,
  id: 'e2',
  data: { ticket: { id: 'IT-2', summary: 'I forgot it', category: 'password', requester: 'kit' } },
}));
const malformed = eventOf('malformed.json', (event) => ({ ...event, data: { ticket: { id: 7, summary: [] } } }));

describe('classify', () => {
  test('says what is decided, by which rule and policy, and what starts', async () => {
    const { code, out } = await deskbook(['classify', desk, '--event', ticket]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ALLOWED\n {2}by rule everybody-else of password-request password-request.yaml:\d+\n/);
    expect(out).toContain('starts password-reset (trigger on-password-ticket)');
  });

  test('a denial ends with 1 and says what the rule says', async () => {
    const { code, out } = await deskbook(['classify', desk, '--event', ofContractor]);
    expect(code).toBe(1);
    expect(out).toContain('DENIED');
    expect(out).toContain('“Please come to the service desk in person.”');
  });

  test('--why shows every rule and every comparison with the value it saw', async () => {
    const { out } = await deskbook(['classify', desk, '--event', ofContractor, '--why']);
    expect(out).toMatch(/✓ rule contractors-come-in-person decides password-request.yaml:\d+\n {6}✓ requester.employment is contractor · it is contractor/); // prettier-ignore
    expect(out).toMatch(/✗ rule everybody-else does not hold .*\n {6}otherwise/);
    expect(out).toContain('✓ ticket.category is password · it is password');
    const { out: json } = await deskbook(['classify', desk, '--event', ofContractor, '--why', '--format', 'json']);
    expect(JSON.parse(json)).toMatchObject({
      decision: 'DENIED',
      explanation: [
        {
          decision: 'password-request',
          applies: { truth: 'holds' },
          rules: [
            { id: 'contractors-come-in-person', fired: true, when: { seen: 'contractor', truth: 'holds' } },
            { id: 'everybody-else', fired: false, when: null },
          ],
        },
      ],
    });
  });

  test('--why names the first comparison that failed of each rule, and what would make it ALLOWED', async () => {
    const asked = ['classify', acme, '--event', join(acme, 'events/software-install.json'), '--why'];
    const { out } = await deskbook(asked);
    expect(out).toMatch(
      /✗ rule prohibited does not hold decisions\/software-request.yaml:\d+: request.catalogue is prohibited · it is paid decisions\/software-request.yaml:\d+\n/,
    );
    expect(out).toMatch(
      /✗ rule not-your-device does not hold .*: not: asset.owner is requester.id \(lena\) · it is lena /,
    );
    // The decision behind what it saw, and the triggers that did not start.
    expect(out).toMatch(
      /\ndecision software-catalogue .* sets request.catalogue\n {2}✗ rule free does not hold .*: request.software is one of .* · it is tableau .*\n/,
    );
    expect(out).toMatch(/\n {2}✓ rule paid decides decisions\/software-catalogue.yaml:\d+\n/);
    expect(out).toMatch(
      /\n✗ trigger disk-full does not start triggers\/requests.yaml:\d+: ticket.category is storage · it is software triggers\/requests.yaml:\d+\n/,
    );
    // Followed back through the catalogue to what was asked for.
    expect(out).toMatch(
      /\nWhat would make it ALLOWED \(each was tried\)\n├─ request.software is one of .*, such as 7-zip decisions\/software-catalogue.yaml:\d+\n└─ request.software is one of .*, such as office .*\n$/,
    );
    expect(JSON.parse((await deskbook([...asked, '--format', 'json'])).out)).toMatchObject({
      decision: 'REQUIRES_APPROVAL',
      explanation: expect.arrayContaining([
        expect.objectContaining({
          rules: expect.arrayContaining([
            expect.objectContaining({ id: 'prohibited', failed: expect.objectContaining({ seen: 'paid' }) }),
          ]),
        }),
      ]),
      ways: [
        {
          changes: [
            { fact: 'request.software', value: '7-zip', place: expect.stringMatching(/software-catalogue.yaml:\d+$/) },
          ],
          classification: { decision: 'ALLOWED' },
        },
        { changes: [{ fact: 'request.software', value: 'office' }] },
      ],
    });
  });

  test('what is missing is named, and --why says where it was looked for', async () => {
    const of = join(acme, 'events/access-incomplete.json');
    const { out } = await deskbook(['classify', acme, '--event', of, '--why']);
    expect(out).toContain('MISSING');
    expect(out).toMatch(/still needed: /);
    expect(out).toMatch(/\? rule [\w-]+ is undecided/);
    expect(out).toContain('it has no value');
    expect(out).toContain('is not about this request');
  });

  test('an event that makes no sense ends with 1', async () => {
    const { code, out, notes } = await deskbook(['classify', desk, '--event', malformed]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(notes).toMatch(/^the event was rejected: /);
    const json = await deskbook(['classify', desk, '--event', malformed, '--format', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({ status: 'rejected', rejection: { code: 'invalid_event' } });
  });

  test('on a terminal JSON is indented, in a pipe it is one line', async () => {
    const parameters = ['classify', desk, '--event', ticket, '--format', 'json'];
    expect((await deskbook(parameters)).out.trim().split('\n')).toHaveLength(1);
    expect((await deskbook(parameters, { interactive: true })).out.trim().split('\n').length).toBeGreaterThan(10);
  });

  test.each([
    ['jira', 'jira/issue_created'],
    ['servicenow', 'servicenow/incident_inserted'],
    ['zendesk', 'zendesk/ticket_created'],
    ['rt', 'request-tracker/ticket_created'],
  ])('reads what %s sends, however long ago it was signed', async (source, name) => {
    const path = join(acme, 'payloads', `${name}.json`);
    const { out, notes } = await deskbook(['classify', acme, '--event', path, '--source', source, '--format', 'json']);
    expect(notes).toBe('');
    expect(JSON.parse(out)).toMatchObject({ decision: expect.stringMatching(/ALLOWED|REQUIRES_APPROVAL/) });
  });

  test('a body without its headers is signed with the source’s secret', async () => {
    const body = join(folder, 'alone.json');
    writeFileSync(body, readFileSync(join(acme, 'payloads/zendesk/ticket_created.json')));
    expect(await deskbook(['classify', acme, '--event', body, '--source', 'zendesk'])).toMatchObject({ code: 0 });
  });

  test('a source there is not, several events: wrong use', async () => {
    const several = join(folder, 'several.json');
    writeFileSync(several, `[${readFileSync(ticket, 'utf8')},${readFileSync(ticket, 'utf8')}]`);
    for (const [wanted, message] of [
      [['--event', ticket, '--source', 'nobody'], 'no source `nobody`'],
      [['--event', several], 'holds 2 events'],
    ] as const) {
      const { code, notes } = await deskbook(['classify', desk, ...wanted]);
      expect(code).toBe(2);
      expect(notes).toContain(message);
    }
  });
});

test('what is no JSON is rejected, and the place said', async () => {
  const none = join(folder, 'none.json');
  writeFileSync(none, 'no');
  expect(await deskbook(['classify', desk, '--event', none])).toMatchObject({
    code: 1,
    notes: expect.stringContaining('JSON'),
  });
});

test.each([
  ['nowhere.json', 'there is no file nowhere.json'],
  [acme, `${acme} is a folder, and a file is wanted`],
])('a file that cannot be read is named in words: %s', async (path, message) => {
  const { code, notes } = await deskbook(['plan', acme, '--event', path]);
  expect([code, notes]).toEqual([2, expect.stringContaining(message)]);
});

describe('plan', () => {
  test('reads as a plan', async () => {
    const { code, out } = await deskbook(['plan', acme, '--event', join(acme, 'events/production-database.json')]);
    expect(code).toBe(0);
    for (const part of ['Steps\n', 'Approval\n', 'E-mail\n', 'Risk: MEDIUM\n', 'Compliance\n', 'Done when\n'])
      expect(out).toContain(part);
  });

  test('is of the event’s own time, whenever it is asked for; --now asks for another', async () => {
    const parameters = ['plan', acme, '--event', join(acme, 'events/production-database.json'), '--format', 'json'];
    const { out } = await deskbook(parameters);
    expect((await deskbook(parameters)).out).toBe(out);
    expect(out).toContain('29 March 2026'); // two days after the event, by when the approvers are to decide
    expect((await deskbook([...parameters, '--now', '2026-05-01T10:00:00Z'])).out).toContain('3 May 2026');
  });

  test('--why explains the classification, of a plan and of none', async () => {
    const of = ['plan', acme, '--event', join(acme, 'events/production-database.json')];
    const { out } = await deskbook([...of, '--why']);
    expect(out.startsWith((await deskbook(of)).out)).toBe(true);
    expect(out).toMatch(/\nWhy\ndecision [\s\S]* rule [\w-]+ decides/);
    const json = JSON.parse((await deskbook([...of, '--why', '--format', 'json'])).out);
    expect(json.explanation).toContainEqual(expect.objectContaining({ decision: expect.any(String) }));
    const none = ['plan', acme, '--event', join(acme, 'events/access-incomplete.json'), '--why'];
    expect(await deskbook(none)).toMatchObject({ code: 1, out: expect.stringMatching(/^Why\ndecision /) });
  });

  test('what cannot be planned yet ends with 1 and says what is missing', async () => {
    const of = ['plan', acme, '--event', join(acme, 'events/access-incomplete.json')];
    const { code, notes } = await deskbook(of);
    expect(code).toBe(1);
    expect(notes).toMatch(/^there is no plan: .*\n {2}[\w.]+\n/);
    expect(JSON.parse((await deskbook([...of, '--format', 'json'])).out)).toMatchObject({
      error: { code: 'missing_fields', missing_fields: expect.arrayContaining(['request.data']) },
    });
  });
});

test('a vendor’s body without its source is told from a bad CloudEvent', async () => {
  const body = join(acme, 'payloads/jira/issue_created.json');
  for (const command of ['classify', 'plan'])
    expect(await deskbook([command, acme, '--event', body])).toMatchObject({
      code: 1,
      notes: expect.stringContaining('--source ('),
    });
  const store = join(folder, 'no-source.db');
  expect(await deskbook(['run', acme, '--events', body, '--store', store])).toMatchObject({
    code: 1,
    notes: expect.stringContaining('--source ('),
  });
});

describe('can', () => {
  test.each([
    ['fly', true],
    ['database.grant', false],
    ['start:password-reset', false],
  ])('says of %s whether there is such an action: %s', async (action, missing) => {
    const { code, notes } = await deskbook(['can', acme, 'lena', action, 'person:lena']);
    expect({ code, said: notes.includes('the bundle has no action') }).toEqual({ code: 1, said: missing });
  });

  test('yes, with the grant and the way to the role', async () => {
    const { code, out } = await deskbook(['can', acme, 'elena', 'device.run_check', 'asset:lena-laptop']);
    expect(code).toBe(0);
    expect(out).toMatch(/^yes: elena may do device.run_check on asset:lena-laptop: a grant holds/);
    expect(out).toContain('through service-desk ← group:');
  });

  test('no, and --why shows each grant and denial with what it saw', async () => {
    const asked = ['can', acme, 'kim', 'database.grant', 'person:kim', '--ask', '--why'];
    const { code, out } = await deskbook(asked);
    expect(code).toBe(1);
    expect(out).toMatch(/^no: kim may not have done database.grant/);
    expect(out).toContain('Why\n');
    expect(out).toMatch(/has the role contractor, through contractor ← /);
    expect(out).toMatch(/has not the role dba/);
    const { explanation, decision } = JSON.parse((await deskbook([...asked, '--format', 'json'])).out) as {
      decision: boolean;
      explanation: readonly { kind: string; truth: string }[];
    };
    expect(decision).toBe(false);
    expect(explanation).toContainEqual(expect.objectContaining({ kind: 'denial', truth: 'holds' }));
  });

  test('no, and --why shows what would make it yes, each way tried', async () => {
    const asked = ['can', acme, 'kim', 'database.grant', 'person:kim', '--why'];
    const { out } = await deskbook(asked);
    expect(out).toMatch(/\n✗ grant databases of database.\* access\/people.yaml:\d+: has not the role dba\n/);
    expect(out).not.toContain('the role desk-robot access');
    const { ways } = JSON.parse((await deskbook([...asked, '--format', 'json'])).out) as { ways: readonly unknown[] };
    expect(ways).toEqual([]);
    const lena = ['can', acme, 'lena', 'database.grant', 'person:lena', '--why'];
    expect((await deskbook(lena)).out).toMatch(
      /\nWhat would make it yes \(each was tried\)\n└─ all of\n {3}├─ the role dba access\/people.yaml:\d+\n {3}└─ run.established has access_approved, such as \["access_approved"\] access\/people.yaml:\d+\n$/,
    );
    expect(JSON.parse((await deskbook([...lena, '--format', 'json'])).out)).toMatchObject({
      ways: [
        {
          changes: [{ kind: 'role', role: 'dba', place: expect.stringMatching(/people.yaml:\d+$/) }, { kind: 'fact' }],
        },
      ],
    });
  });

  test('an action nothing speaks of, and somebody there is not', async () => {
    expect((await deskbook(['can', acme, 'elena', 'rocket.launch', 'IT-1', '--why'])).out).toContain(
      'no grant or denial speaks of this action',
    );
    const { code, out } = await deskbook(['can', acme, 'nobody', 'database.grant', 'person:lena', '--why']);
    expect(code).toBe(1);
    expect(out).toContain('there is no such person');
  });
});

describe('route', () => {
  const network = join(examples, 'network-assessment');
  const state = join(network, 'states/security-assessment.json');

  test('reads as tasks in order', async () => {
    const { code, out } = await deskbook(['route', network, '--state', state]);
    expect(code).toBe(0);
    expect(out).toMatch(/^T1 {2}/);
    expect(out).toMatch(/Routing {2}Knowledge Agent → /);
  });

  test('--why says what calls for each agent, and what the condition saw', async () => {
    const { out } = await deskbook(['route', network, '--state', state, '--why']);
    expect(out).toContain('Why\nintent security_assessment');
    expect(out).toMatch(/ {2}✓ knowledge is asked for/);
    expect(out).toMatch(/ {2}✓ data is asked for by /);
    const without = join(network, 'states/security-assessment-without-context.json');
    const json = JSON.parse((await deskbook(['route', network, '--state', without, '--why', '--format', 'json'])).out);
    expect(json.explanation).toMatchObject({
      intent: 'security_assessment',
      knowledge: { kind: 'when', when: { truth: expect.stringMatching(/fails|undecided/) } },
    });
    expect(
      JSON.parse((await deskbook(['route', network, '--state', without, '--format', 'json'])).out),
    ).not.toHaveProperty('explanation');
  });

  test('an intent there is not ends with 1; a file that holds none is wrong use', async () => {
    const unknown = join(folder, 'unknown.json');
    writeFileSync(unknown, JSON.stringify({ intent: { intent_class: 'nothing' } }));
    expect(await deskbook(['route', network, '--state', unknown])).toMatchObject({ code: 1, out: '' });
    const json = await deskbook(['route', network, '--state', unknown, '--format', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({ error: { message: expect.any(String) } });
    const empty = join(folder, 'empty.json');
    writeFileSync(empty, '{}');
    expect(await deskbook(['route', network, '--state', empty])).toMatchObject({ code: 2 });
  });
});

describe('sla', () => {
  const incident = join(acme, 'events', 'incident.json');
  const quieter = join(folder, 'quieter.json');
  const incidentEvent = JSON.parse(readFileSync(incident, 'utf8')) as {
    readonly data: { readonly ticket: { readonly id: string } };
  };
  const quiet = { ...incidentEvent.data.ticket, impact: 'medium', created_at: '2026-03-27T12:30:00Z' };
  writeFileSync(quieter, JSON.stringify({ ...incidentEvent, time: '2026-03-27T12:30:00Z', data: { ticket: quiet } }));

  test('says which SLA it is and why, and for each clock what is due when', async () => {
    const { code, out } = await deskbook(['sla', acme, '--event', quieter]);
    expect(code).toBe(0);
    expect(out).toMatch(/^SLA incident as of 2026-03-27T12:30:00.000Z\n {2}targets by ticket.priority: HIGH\n/);
    expect(out).toMatch(
      / {2}✓ incident of rank 10 slas\/incident.yaml:\d+\n {6}✓ ticket.type is incident · it is incident\n/,
    );
    expect(out).toContain(
      'resolution running, due 2026-03-30T13:00:00.000Z, 8h left\n' +
        '  warns of 75 % at 2026-03-30T11:00:00.000Z\n' +
        '  warns of 90 % at 2026-03-30T12:12:00.000Z\n' +
        '  8 business hours for HIGH by incident\n' +
        '  started at 2026-03-27T12:30:00.000Z\n' +
        '  counting since 2026-03-27T12:30:00.000Z\n' +
        '  due at 2026-03-30T13:00:00.000Z; 8h within the hours of berlin-office (Europe/Berlin); the clocks went forward by 1h at 2026-03-29T01:00:00.000Z\n' +
        '  8h left\n',
    );
  });

  test('as of another time: what is over, and by how much', async () => {
    const wanted = ['sla', acme, '--event', quieter, '--now', '2026-03-30T09:00:00+02:00', '--format', 'json'];
    const { code, out } = await deskbook(wanted);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      sla: 'incident',
      by: { fact: 'ticket.priority', value: 'HIGH' },
      at: '2026-03-30T07:00:00.000Z',
      considered: [{ sla: 'incident', truth: 'holds', place: expect.stringMatching(/^slas\/incident.yaml:\d+$/) }],
      clocks: [
        {
          clock: 'response',
          status: 'breached',
          due: '2026-03-27T13:30:00.000Z',
          remaining: -5_400_000,
          breached_at: '2026-03-27T13:30:00.000Z',
        },
        { clock: 'resolution', status: 'running', remaining: 19_800_000, warnings: [{ percent: 75 }, { percent: 90 }] },
      ],
      notices: [
        { kind: 'warning', clock: 'response' },
        { kind: 'warning', clock: 'response' },
        { kind: 'breached', clock: 'response', at: '2026-03-27T13:30:00.000Z' },
      ],
    });
  });

  test('an answer by an agent has met the first response; without an SLA there is nothing to say', async () => {
    const answered = join(folder, 'answered.json');
    const comment = { id: 'c1', ticket: 'IT-2045', author: 'omar', text: 'On it', public: true };
    writeFileSync(
      answered,
      JSON.stringify({
        ...incidentEvent,
        id: 'evt-c1',
        type: 'ticket.commented',
        time: '2026-03-27T13:00:00Z',
        data: {
          facts: { ticket: { ...quiet, state: 'waiting_on_requester' }, comment },
          actor: 'omar',
          changes: [{ fact: 'ticket.state', from: 'new', to: 'waiting_on_requester' }],
        },
      }),
    );
    const { out } = await deskbook(['sla', acme, '--event', answered]);
    expect(out).toContain('response met');
    expect(out).toContain('resolution paused, 7h 30m left');
    const { code, out: none } = await deskbook(['sla', desk, '--event', ticket]);
    expect([code, none]).toEqual([0, 'no SLA is about this ticket\n']);
  });

  test('of a recorded ticket, whose clocks the desk keeps', async () => {
    const store = join(folder, 'clocks.db');
    await deskbook(['run', acme, '--events', quieter, '--store', store, '--now', '2026-03-27T12:30:00Z']);
    await deskbook(['run', acme, '--store', store, '--now', '2026-03-27T13:40:00Z']);
    const { code, out } = await deskbook(['sla', acme, '--store', store, '--ticket', incidentEvent.data.ticket.id, '--now', '2026-03-30T06:30:00Z', '--format', 'json']); // prettier-ignore
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      sla: 'incident',
      at: '2026-03-30T06:30:00.000Z',
      clocks: [
        { clock: 'response', status: 'breached', breached_at: '2026-03-27T13:30:00.000Z' },
        { clock: 'resolution', status: 'running', due: '2026-03-30T13:00:00.000Z' },
      ],
      notices: [{ clock: 'response' }, { clock: 'response' }, { kind: 'breached', clock: 'response' }],
    });
    const wrong = ['sla', acme, '--store', store, '--ticket', 'IT-none'];
    expect((await deskbook(wrong)).notes).toContain('the desk keeps no clocks of IT-none');
    expect((await deskbook(['sla', acme])).code).toBe(2);
  });

  test('what is no event ends with 1', async () => {
    const { code, notes } = await deskbook(['sla', desk, '--event', malformed]);
    expect([code, notes]).toEqual([1, expect.stringContaining('the event was rejected')]);
    expect((await deskbook(['sla', desk, '--event', malformed, '--format', 'json'])).out).toContain('"rejected"');
  });
});
