import { describe, expect, test } from 'vitest';
import type { Condition, Facts, JsonObject } from '@deskbook/policies';
import type { Bundle, Field, Service } from '@deskbook/dsl/bundle';
import { claimsOf, createSelfService } from '../../src/self-service/index.ts';
import type { BeginResult, SelfServiceOptions, ServiceStart } from '../../src/self-service/index.ts';

const now = '2026-03-02T09:00:00.000Z';
const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  type,
  list: false,
  optional: false,
  personal: false,
  secret: false,
  future: false,
  ...more,
});
const compare = (fact: string, operand: { readonly value: string } | { readonly fact: string }): Condition => ({
  kind: 'compare',
  fact,
  operator: 'equals',
  operand,
  reference: '',
});

const clean: Service = {
  id: 'disk-cleanup',
  title: { en: 'Free up disk space' },
  description: null,
  form: { device: field('asset', { options: 'requester.assets' }), sure: field('yes_no', { oneOf: [true] }) },
  formOrder: ['device', 'sure'],
  eligible: {
    kind: 'all',
    of: [compare('requester.employment', { value: 'employee' }), compare('device.owner', { fact: 'requester.id' })],
    reference: '',
  },
  limits: [
    { kind: 'rate', per: 'requester', atMost: 2, in: { milliseconds: 604_800_000 } },
    { kind: 'rate', per: 'service', atMost: 50, in: { business: 'days', amount: 1 } },
    { kind: 'rate', per: 'service', atMost: 9, in: { business: 'hours', amount: 2 } },
    { kind: 'at_once', atMost: 100 },
  ],
  start: 'disk-cleanup',
  with: {},
  mayTouch: { actions: ['device.clean_disk'], resource: null, atMost: 1 },
  preApproved: null,
  state: 'live',
  reference: 'service/disk-cleanup#',
  cites: [],
};

const open: Service = {
  ...clean,
  id: 'status',
  form: {
    until: field('time', { future: true, optional: true }),
    tags: field('text', { list: true, optional: true }),
    kind: field('text', { default: 'full' }),
  },
  formOrder: [],
  eligible: null,
  limits: [],
};

interface Given {
  readonly facts?: Facts;
  readonly unavailable?: readonly string[];
  readonly services?: readonly Service[];
  readonly roots?: Bundle['facts']['roots'];
  readonly begun?: BeginResult;
  readonly exists?: boolean;
  readonly missing?: readonly string[];
}

const lena: Facts = {
  requester: { id: 'lena', employment: 'employee', assets: ['LT-1', 'LT-2'] },
  device: { owner: 'lena' },
};

function scene({
  facts = lena,
  unavailable = [],
  services = [clean, open],
  roots = {},
  begun = { ok: true, run: 'run-1', how: 'started' },
  exists = false,
  missing,
}: Given = {}) {
  const started: ServiceStart[] = [];
  const asked: JsonObject[] = [];
  const options: SelfServiceOptions = {
    bundle: {
      services: Object.fromEntries(services.map((service) => [service.id, service])),
      facts: { records: {}, roots, derived: {} },
    } as unknown as Bundle,
    clock: { now: () => now, sleepUntil: async () => {} },
    facts: async (_person, form) => {
      asked.push(form);
      return { facts: { ...facts, ...(Object.keys(form).length > 0 && { form }) }, unavailable };
    },
    resolve: (_values, over) =>
      missing
        ? { ok: false, missing }
        : { ok: true, input: { asset: (over['form'] as { device?: string }).device ?? null } },
    runOf: () => ({ run: 'run-1', exists }),
    begin: async (start) => {
      started.push(start);
      return begun;
    },
  };
  return { ...createSelfService(options), started, asked };
}

const good = { form: { device: 'LT-1', sure: true }, person: 'lena', key: 'k1' };

describe('what is offered', () => {
  const offered = async (given: Given) => (await scene(given).offers('lena')).map(({ service }) => service);
  const undecidedDevice: Facts = { requester: { id: 'lena', employment: 'employee' } };

  test.each<[string, Given, readonly string[]]>([
    ['what the person may have', {}, ['disk-cleanup', 'status']],
    ['not what is ruled out', { facts: { ...lena, requester: { id: 'lena', employment: 'contractor' } } }, ['status']],
    ['not what an outage leaves undecided', { facts: undecidedDevice }, ['status']],
    [
      'what only the form can still decide',
      { facts: undecidedDevice, services: [{ ...clean, eligible: compare('form.device.owner', { value: 'lena' }) }] },
      ['disk-cleanup'],
    ],
    [
      'what the form as a whole can still decide',
      { facts: undecidedDevice, services: [{ ...clean, eligible: compare('form', { value: 'x' }) }] },
      ['disk-cleanup'],
    ],
    [
      'what a root found by the form can still decide',
      {
        facts: undecidedDevice,
        roots: { device: { type: 'asset', from: 'form.device' }, holder: { type: 'person', from: 'device.owner' } },
        services: [clean, { ...clean, id: 'held', eligible: compare('holder.employment', { value: 'employee' }) }],
      },
      ['disk-cleanup', 'held'],
    ],
    [
      'not what a root found elsewhere leaves undecided, nor one found by itself',
      {
        facts: undecidedDevice,
        roots: { device: { type: 'asset', from: 'requester.device' }, holder: { type: 'person', from: 'holder.id' } },
        services: [clean, { ...clean, eligible: compare('holder.employment', { value: 'employee' }) }],
      },
      [],
    ],
    [
      'not what is in shadow or retired',
      {
        services: [
          { ...clean, state: 'shadow' },
          { ...open, state: 'retired' },
        ],
      },
      [],
    ],
    ['nothing to a person nobody can read', { facts: {}, unavailable: ['requester'] }, []],
  ])('%s', async (_, given, expected) => expect(await offered(given)).toEqual(expected));

  test('with the values this person may choose from', async () => {
    const [offer] = await scene().offers('lena');
    expect(offer).toMatchObject({ formOrder: ['device', 'sure'], options: { device: ['LT-1', 'LT-2'] } });
    const [nothing] = await scene({
      facts: { ...lena, requester: { id: 'lena', employment: 'employee', assets: 'LT-1' } },
    }).offers('lena');
    expect(nothing?.options).toEqual({ device: [] });
  });
});

describe('a request', () => {
  test('starts a run that is confined to what the offer states', async () => {
    const { request, started } = scene();
    expect(await request('disk-cleanup', good)).toEqual({ ok: true, run: 'run-1', how: 'started' });
    expect(started).toMatchObject([
      {
        workflow: 'disk-cleanup',
        requester: 'lena',
        input: { asset: 'LT-1' },
        facts: { form: good.form },
        confine: { service: 'disk-cleanup', actions: ['device.clean_disk'], atMost: 1 },
        cause: { kind: 'person', person: 'lena', how: 'request', key: 'disk-cleanup/k1' },
      },
    ]);
  });

  test('made again under the same key is the same run, and counts once', async () => {
    const { request, started } = scene({ exists: true });
    expect(await request('disk-cleanup', good)).toEqual({ ok: true, run: 'run-1', how: 'joined' });
    expect(started).toEqual([]);
  });

  test('fills in defaults, and takes lists and times to come', async () => {
    const { request, started } = scene();
    await request('status', { ...good, form: { until: '2026-03-03T00:00:00Z', tags: ['a'] } });
    expect(started[0]?.facts).toEqual({ form: { until: '2026-03-03T00:00:00Z', tags: ['a'], kind: 'full' } });
  });

  test('reads what it is about by the form as it is filled in, defaults and all', async () => {
    const { request, asked } = scene();
    await request('disk-cleanup', good);
    expect(asked).toEqual([good.form]);
    await request('status', { ...good, form: {} });
    expect(asked).toEqual([good.form, {}, { kind: 'full' }]);
  });

  test.each<[string, string, object, Given, object]>([
    ['a service there is not', 'toString', {}, {}, { code: 'no_such_service' }],
    ['one in shadow', 'disk-cleanup', {}, { services: [{ ...clean, state: 'shadow' }] }, { code: 'not_offered' }],
    [
      'a device that was not offered',
      'disk-cleanup',
      { form: { device: 'SRV-1', sure: true } },
      {},
      { code: 'invalid_form', fields: [{ field: 'device', message: 'is not one of the offered values' }] },
    ],
    [
      'any device where none can be offered',
      'disk-cleanup',
      {},
      { facts: { requester: { id: 'lena' } } },
      { code: 'invalid_form', fields: [{ field: 'device' }] },
    ],
    [
      'a box that was not ticked',
      'disk-cleanup',
      { form: { device: 'LT-1', sure: false } },
      {},
      { code: 'invalid_form', fields: [{ field: 'sure' }] },
    ],
    [
      'a field smuggled in',
      'disk-cleanup',
      { form: { ...good.form, role: 'admin' } },
      {},
      { code: 'invalid_form', fields: [{ field: 'role', message: 'is not part of this form' }] },
    ],
    [
      'a field left out',
      'disk-cleanup',
      { form: { device: 'LT-1' } },
      {},
      { code: 'invalid_form', fields: [{ field: 'sure', message: 'must be filled in' }] },
    ],
    [
      'a value of the wrong type',
      'disk-cleanup',
      { form: { device: 7, sure: true } },
      {},
      { code: 'invalid_form', fields: [{ field: 'device' }] },
    ],
    [
      'a time that has passed',
      'status',
      { form: { until: '2026-03-01T00:00:00Z' } },
      {},
      { code: 'invalid_form', fields: [{ field: 'until', message: 'must lie in the future' }] },
    ],
    [
      'a person it is not for',
      'disk-cleanup',
      {},
      { facts: { ...lena, requester: { id: 'lena', employment: 'contractor', assets: ['LT-1'] } } },
      { code: 'not_eligible' },
    ],
    [
      'a device of somebody else',
      'disk-cleanup',
      {},
      { facts: { ...lena, device: { owner: 'tom' } } },
      { code: 'not_eligible' },
    ],
    [
      'what can’t be decided',
      'disk-cleanup',
      {},
      { facts: { requester: { id: 'lena', employment: 'employee', assets: ['LT-1'] } } },
      { code: 'eligibility_undecided', missing: ['device.owner'] },
    ],
    [
      'a value that is not known',
      'disk-cleanup',
      {},
      { missing: ['asset.id'] },
      { code: 'eligibility_undecided', missing: ['asset.id'] },
    ],
    [
      'a person nobody knows',
      'disk-cleanup',
      {},
      { facts: {} },
      { code: 'unavailable', reason: 'nobody is called lena' },
    ],
    [
      'a directory that is down',
      'disk-cleanup',
      {},
      { facts: {}, unavailable: ['requester'] },
      { code: 'unavailable', reason: 'the directory can not be read at the moment' },
    ],
    [
      'one too many',
      'disk-cleanup',
      {},
      { begun: { ok: false, reason: 'limit', detail: 'two a week' } },
      { code: 'limit_reached', reason: 'two a week' },
    ],
    [
      'one that conflicts with another',
      'disk-cleanup',
      {},
      { begun: { ok: false, reason: 'conflict', detail: 'one is running' } },
      { code: 'conflict', reason: 'one is running' },
    ],
  ])('is refused for %s', async (_, service, more, given, expected) => {
    expect(await scene(given).request(service, { ...good, ...more })).toMatchObject({ ok: false, ...expected });
  });
});

test('limits are claims: by person or for everybody, for a window or until the run ends', () => {
  expect(claimsOf(clean, 'lena', 'run-1', now)).toEqual([
    { key: 'service/disk-cleanup/0/lena', holder: 'run-1', capacity: 2, until: '2026-03-09T09:00:00.000Z' },
    { key: 'service/disk-cleanup/1/*', holder: 'run-1', capacity: 50, until: '2026-03-03T09:00:00.000Z' },
    { key: 'service/disk-cleanup/2/*', holder: 'run-1', capacity: 9, until: '2026-03-02T11:00:00.000Z' },
    { key: 'service/disk-cleanup/3/*', holder: 'run-1', capacity: 100, until: null },
  ]);
});
