import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import type { Perform, PerformResult } from '../ports/perform.ts';
import type { DeskMetrics } from './desk-metrics.ts';
import { traceOfRun } from './trace-of-run.ts';

/** Performs as before, each time within a span of the run's trace. What was performed, and with what input, is never in it. */
export function tracedPerform(perform: Perform, tracer: Tracer, metrics: DeskMetrics): Perform {
  return async (action, input, options) => {
    const run = runOf(options.key);
    const context = trace.setSpanContext(ROOT_CONTEXT, traceOfRun(run));
    const attributes = { 'deskbook.action': action, 'deskbook.key': options.key, 'deskbook.run': run };
    const span = tracer.startSpan(`perform ${action}`, { kind: SpanKind.CLIENT, attributes }, context);
    const began = performance.now();
    const end = (outcome: string, error: string | null): void => {
      metrics.performed(action, outcome, (performance.now() - began) / 1000);
      span.setAttribute('deskbook.outcome', outcome);
      if (error !== null) span.setAttribute('error.type', error).setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
    try {
      const result = await perform(action, input, options);
      end(result.status, errorOf(result));
      return result;
    } catch (error) {
      end('unknown', error instanceof Error ? error.name : 'unknown');
      throw error;
    }
  };
}

function errorOf(result: PerformResult): string | null {
  if (result.status === 'done') return null;
  return result.status === 'failed' ? result.error : 'unknown';
}

/** An idempotency key begins with the run (or the session) it is of. */
const runOf = (key: string): string => key.split('/', 1)[0] ?? key;
