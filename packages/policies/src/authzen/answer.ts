import type { JsonObject } from '../json.ts';
import type { SearchKind } from './authzen-model.ts';
import type { SearchPort } from './authzen-ports.ts';
import { evaluate, evaluateAll } from './evaluate.ts';
import type { EvaluationPort } from './evaluate.ts';
import { readEvaluation } from './read-evaluation.ts';
import { readEvaluations } from './read-evaluations.ts';
import { readSearch } from './read-search.ts';
import { respond, respondError } from './respond.ts';
import { takePage } from './take-page.ts';

/** Answers the body of an access evaluation request. */
export async function answerOne(body: JsonObject, port: EvaluationPort): Promise<Response> {
  const read = readEvaluation(body);
  return read.ok ? respond(200, await evaluate(read.value, port)) : respondError(400, read.message);
}

/** Answers the body of an access evaluations request. Without questions in it, it is one question itself. */
export async function answerSeveral(body: JsonObject, port: EvaluationPort): Promise<Response> {
  const read = readEvaluations(body);
  if (!read.ok) return respondError(400, read.message);
  if (read.value === null) return answerOne(body, port);
  return respond(200, { evaluations: await evaluateAll(read.value, port) });
}

/** Answers the body of a search request. Of what the host found only type and id, or the name, are passed on. */
export async function answerSearch(body: JsonObject, kind: SearchKind, search: SearchPort<object>): Promise<Response> {
  const read = readSearch(body, kind);
  if (!read.ok) return respondError(400, read.message);
  const found = await search(read.value.search);
  const page = takePage(found.map(identityOf), read.value.search, read.value.page);
  return page.ok ? respond(200, page.value) : respondError(400, page.message);
}

const IDENTITY = new Set(['type', 'id', 'name']);

function identityOf(found: object): object {
  return Object.fromEntries(Object.entries(found).filter(([name]) => IDENTITY.has(name)));
}
