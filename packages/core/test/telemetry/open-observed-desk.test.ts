import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { openObservedDesk, traceOfRun } from '@deskbook/core/telemetry';
import { memoryStore } from '@deskbook/core';
import type { Desk, DeskOptions, Perform } from '@deskbook/core';
import { created, message, openScene, trigger } from '../desk/scene.ts';

async function observed(
  perform?: Perform,
  more: Partial<DeskOptions> = {},
  given: { readonly [path: string]: string } = {},
) {
  const spans = new InMemorySpanExporter();
  const tracer = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }).getTracer(
    'test',
  );
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const meter = new MeterProvider({ readers: [reader] }).getMeter('test');
  const files = { 'trigger.yaml': trigger('restart', ''), ...given };
  const { bundle, ports, clock } = await openScene({ files });
  const store = memoryStore();
  const desk = await openObservedDesk(
    { ...ports, ...(perform && { perform }), bundle, clock, store, ...more },
    { tracer, meter },
  );
  const counted = async (): Promise<{ [name: string]: { value: unknown; attributes: unknown }[] }> => {
    await reader.forceFlush();
    const all =
      exporter
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap(({ metrics }) => metrics) ?? [];
    return Object.fromEntries(
      all.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        dataPoints.map(({ value, attributes }) => ({ value, attributes })),
      ]),
    );
  };
  return { desk, spans, counted, clock };
}

const namesOf = (spans: InMemorySpanExporter): readonly string[] => spans.getFinishedSpans().map(({ name }) => name);

async function oneRun(desk: Desk): Promise<string> {
  const receipt = await desk.receive(created(1));
  await desk.settle();
  return receipt.status === 'accepted' ? (receipt.started[0]?.run ?? '') : '';
}

test('an event, what it makes the desk do, and how that went are spans; what is done for a run is one trace', async () => {
  const { desk, spans } = await observed();
  const run = await oneRun(desk);
  expect(namesOf(spans)).toEqual(['receive', 'perform printer.restart', 'settle']);
  const [receive, perform] = spans.getFinishedSpans();
  expect(receive?.attributes).toMatchObject({ 'deskbook.status': 'accepted', 'cloudevents.event_type': 'ticket.created', 'deskbook.runs': [run] }); // prettier-ignore
  expect(perform?.attributes).toMatchObject({ 'deskbook.action': 'printer.restart', 'deskbook.run': run, 'deskbook.outcome': 'done' }); // prettier-ignore
  expect(perform?.spanContext().traceId).toBe(traceOfRun(run).traceId);
  expect(perform?.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
});

test('what failed says how, and what threw is not known', async () => {
  const failed = await observed(async () => ({ status: 'failed', error: 'denied', message: 'no' }));
  await oneRun(failed.desk);
  expect(failed.spans.getFinishedSpans()[1]?.attributes).toMatchObject({ 'deskbook.outcome': 'failed', 'error.type': 'denied' }); // prettier-ignore
  const thrown = await observed(async () => {
    throw new TypeError('fetch failed');
  });
  await oneRun(thrown.desk);
  const span = thrown.spans.getFinishedSpans().find(({ name }) => name.startsWith('perform'));
  expect(span?.attributes).toMatchObject({ 'deskbook.outcome': 'unknown', 'error.type': 'TypeError' });
});

test('events, runs, permissions and effects are counted, by attributes that have few values', async () => {
  const { desk, counted } = await observed();
  await oneRun(desk);
  await desk.receive(created(1));
  await desk.receive(message({ what: 'unheard of' }));
  expect(await counted()).toMatchObject({
    'deskbook.events': [
      { value: 1, attributes: { status: 'accepted', 'cloudevents.event_type': 'ticket.created' } },
      { value: 1, attributes: { status: 'duplicate' } },
      { value: 1, attributes: { status: 'rejected' } },
    ],
    'deskbook.runs.open': [{ value: 0, attributes: { workflow: 'restart' } }],
    'deskbook.runs.ended': [{ value: 1, attributes: { workflow: 'restart', end: 'done' } }],
    'deskbook.permissions': [{ value: 1, attributes: { action: 'printer.restart', allowed: true } }],
    'deskbook.effect.duration': [{ value: { count: 1 }, attributes: { action: 'printer.restart', outcome: 'done' } }],
  });
});

test('nothing of a ticket or a person is in it', async () => {
  const { desk, spans, counted } = await observed();
  await oneRun(desk);
  const all = JSON.stringify([spans.getFinishedSpans().map(({ name, attributes }) => [name, attributes]), await counted()]); // prettier-ignore
  for (const told of ['lena', 'Paper jam', 'Lena']) expect(all).not.toContain(told);
});

test('without an SDK the desk works as ever', async () => {
  const { bundle, ports, clock } = await openScene({ files: { 'trigger.yaml': trigger('restart', '') } });
  const desk = await openObservedDesk({ ...ports, bundle, clock, store: memoryStore() });
  await oneRun(desk);
  expect(desk.runs({})).toMatchObject([{ status: 'ended', end: 'done' }]);
  await expect(desk.answer('none', { by: 'sam', outcome: 'done' })).resolves.toMatchObject({ ok: false });
});

test('what waits for a system, and how that is doing, are measured whenever they are read', async () => {
  const down: Perform = async () => ({ status: 'failed', error: 'unavailable', message: 'down for maintenance' });
  const restart = `
kind: action
id: printer.restart
title: Restart a printer
port: printers
input: { printer: text }
output: {}
effect: write
undo: none
idempotent: by_key
errors: [unavailable]
retry: { errors: [unavailable], attempts: 9, backoff: 10m, max: 20m }
`;
  const health = () => [
    { target: 'printer', state: 'open', since: '2026-03-27T14:00:00.000Z', waiting: 2, failure: null } as const,
  ];
  const { desk, counted, clock } = await observed(down, { health }, { 'actions.yaml': restart });
  await oneRun(desk);
  expect(await desk.systems()).toMatchObject([
    { system: 'printer', health: { state: 'open', waiting: 2 }, waiting: [{ node: 'restart', tries: 1, message: 'down for maintenance' }] }, // prettier-ignore
  ]);
  clock.advance(90_000);
  const attributes = { system: 'printer' };
  expect(await counted()).toMatchObject({
    'deskbook.system.circuit': [{ value: 2, attributes }],
    'deskbook.system.calls': [{ value: 2, attributes }],
    'deskbook.system.waiting': [{ value: 1, attributes }],
    'deskbook.system.waiting.longest': [{ value: 90, attributes }],
  });
  await desk.close();
});
