import type { Json } from '@deskbook/policies';
import type { RouteRefusal, RouteState } from './route-state.ts';
import { isRecord } from '../facts/is-record.ts';

/**
 * Reads what the orchestrator is asked: `{ intent: { intent_class, … } }`. A plan or trace that came along is left out: planning
 * never looks at what was planned or done before.
 */
export function readRouteState(
  json: Json,
): { readonly ok: true; readonly state: RouteState } | { readonly ok: false; readonly refusal: RouteRefusal } {
  const intent = isRecord(json) ? json['intent'] : undefined;
  if (!isRecord(intent)) return refuse('the state holds no `intent`');
  const intentClass = intent['intent_class'];
  if (typeof intentClass !== 'string' || intentClass === '') return refuse('the intent holds no `intent_class`');
  const state = {
    intent: { ...intent, intent_class: intentClass },
    plan: { tasks: [], routing: [] },
    trace: { node_run_order: [], state_deltas: [] },
  };
  return { ok: true, state };
}

function refuse(message: string): { readonly ok: false; readonly refusal: RouteRefusal } {
  return { ok: false, refusal: { code: 'invalid_intent', message } };
}
