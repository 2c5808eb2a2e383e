import { evaluate, factsOf } from '@deskbook/policies/conditions';
import { askPermission } from '../ask-permission.ts';
import { performAction } from '../perform-action.ts';
import { prepareAction } from '../prepare-action.ts';
import { maskSecrets } from '../secret-fields.ts';
import { answer, blocked, factsFor, visitOf, type NodeWork } from '../work.ts';
import { factsIn, resolveValues } from '../resolve-values.ts';

/** Looks once whether what a `wait` polls for has come true. */
export async function poll(work: NodeWork<'poll'>): Promise<void> {
  const { node, running, host, command } = work;
  const wanted = node.verb.kind === 'wait' && node.verb.for.kind === 'check' ? node.verb.for : null;
  const contract = wanted === null ? undefined : running.graph.actions[wanted.action];
  if (wanted === null || contract === undefined)
    return void (await blocked(work, 'missing', 'there is no such action'));
  const prepared = await prepareAction(work, contract, wanted.with);
  if (!prepared.ok) {
    const reason = prepared.reason === 'invalid_input' ? 'invalid' : prepared.reason;
    return void (await blocked(work, reason, prepared.missing.join(', '), prepared));
  }
  const { input, gathered } = prepared;
  const { state, graph } = running;
  const permission = await askPermission(host, { state: state(), graph, contract, input, gathered, undo: false });
  if (!permission.allowed) {
    const { reason } =
      permission.actor.decision.allowed && permission.asker !== null
        ? permission.asker.decision
        : permission.actor.decision;
    return void (await blocked(work, reason === 'unavailable' ? 'unavailable' : 'invalid', `denied: ${reason}`, {
      system: 'directory',
    }));
  }
  const result = await performAction(host, contract, input, `${running.run}/${node.id}/look.${command.attempt}`);
  const output = result.status === 'done' ? maskSecrets(contract.output, result.output) : {};
  const { facts } = await factsFor(work, factsOf(wanted.when), { check: output });
  const { truth } = evaluate(wanted.when, facts);
  await answer(work, { type: 'poll.done', attempt: command.attempt, truth, output, ...visitOf(work) });
}

/** After an unknown outcome: asks the read that the contract names whether it happened. */
export async function checkEffect(work: NodeWork<'check'>): Promise<void> {
  const { command, running, host } = work;
  const { actions } = running.graph;
  const pending = running.state().pending[command.key];
  const check = pending === undefined ? null : (actions[pending.action]?.check ?? null);
  const contract = check === null ? undefined : actions[check.action];
  const at = { attempt: command.attempt, ...visitOf(work) };
  if (pending === undefined || check === null || contract === undefined) {
    await answer(work, { type: 'effect.checked', happened: null, output: {}, ...at });
    return;
  }
  const needs = Object.values(check.with).flatMap(factsIn);
  const { facts } = await factsFor(work, needs, { input: pending.input });
  const input = resolveValues(check.with, facts, contract.input);
  const result = input.ok
    ? await performAction(host, contract, input.value, `${command.key}/check.${command.attempt}`)
    : null;
  const output = result?.status === 'done' ? maskSecrets(contract.output, result.output) : {};
  const told = output[check.field];
  const happened = typeof told === 'boolean' ? told : null;
  const declared = Object.entries(output).filter(([name]) =>
    Object.hasOwn(actions[pending.action]?.output ?? {}, name),
  );
  await answer(work, { type: 'effect.checked', happened, output: Object.fromEntries(declared), ...at });
}
