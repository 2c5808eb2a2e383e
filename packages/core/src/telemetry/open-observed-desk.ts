import { metrics as globalMetrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Meter, Tracer } from '@opentelemetry/api';
import type { Desk, DeskOptions, Receipt } from '../desk/desk.ts';
import { openDesk } from '../desk/open-desk.ts';
import { deskMetrics } from './desk-metrics.ts';
import { systemClock } from '../ports/system-clock.ts';
import { observeSystems } from './system-metrics.ts';
import { tracedPerform } from './traced-perform.ts';

/** Where traces and metrics go; what is left out is what the OpenTelemetry API has been given globally. */
export interface Telemetry {
  readonly tracer?: Tracer;
  readonly meter?: Meter;
}

/**
 * Opens a desk whose intake, answers and effects are traced and counted. Everything done for one run stands in one trace
 * ({@link traceOfRun}). Neither facts nor inputs nor names of people are in traces or metrics.
 *
 * @example
 * const desk = await openObservedDesk({ bundle, store, perform, directory });
 */
export async function openObservedDesk(options: DeskOptions, telemetry: Telemetry = {}): Promise<Desk> {
  const tracer = telemetry.tracer ?? trace.getTracer('@deskbook/core');
  const meter = telemetry.meter ?? globalMetrics.getMeter('@deskbook/core');
  const metrics = deskMetrics(meter);
  const desk = await openDesk({
    ...options,
    perform: tracedPerform(options.perform, tracer, metrics),
    onEntry: (run, entry) => {
      metrics.entry(options.store.run(run)?.workflow ?? '', entry);
      options.onEntry?.(run, entry);
    },
  });
  const unobserve = observeSystems(meter, desk.systems, () => (options.clock ?? systemClock()).now());
  const spanned = spans(tracer);
  return {
    ...desk,
    receive: (event) =>
      spanned('receive', { 'cloudevents.event_source': event.source }, SpanKind.CONSUMER, async () => {
        const receipt = await desk.receive(event);
        metrics.received(receipt);
        return [receipt, describe(receipt)];
      }),
    settle: () => spanned('settle', {}, SpanKind.INTERNAL, async () => [await desk.settle(), {}]),
    answer: (task, answer) =>
      spanned('answer', { 'deskbook.task': task }, SpanKind.INTERNAL, async () => {
        const result = await desk.answer(task, answer);
        return [result, result.ok ? { 'deskbook.run': result.run } : { 'error.type': result.code }];
      }),
    close: () => {
      unobserve();
      return desk.close();
    },
  };
}

type Spanned = <Result>(
  name: string,
  attributes: Attributes,
  kind: SpanKind,
  work: () => Promise<readonly [Result, Attributes]>,
) => Promise<Result>;

function spans(tracer: Tracer): Spanned {
  return (name, attributes, kind, work) =>
    tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
      try {
        const [result, further] = await work();
        span.setAttributes(further);
        return result;
      } catch (error) {
        span
          .setStatus({ code: SpanStatusCode.ERROR })
          .setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
        throw error;
      } finally {
        span.end();
      }
    });
}

function describe(receipt: Receipt): Attributes {
  const status = { 'deskbook.status': receipt.status };
  if (receipt.status === 'rejected') return { ...status, 'error.type': receipt.rejection.code };
  if (receipt.status !== 'accepted') return status;
  const { id, type, subject } = receipt.event;
  const runs = receipt.started.map(({ run }) => run);
  return { ...status, 'cloudevents.event_id': id, 'cloudevents.event_type': type, 'cloudevents.event_subject': subject ?? '', 'deskbook.runs': runs }; // prettier-ignore
}
