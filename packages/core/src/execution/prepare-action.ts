import type { FactPath, JsonObject } from '@deskbook/policies';
import type { ActionContract, Values } from '@deskbook/dsl/bundle';
import type { Gathered } from '../facts/gather-facts.ts';
import { accessNeeds } from './access-needs.ts';
import { fitInput, problemText } from './contract-values.ts';
import { mailNeeds, renderMail } from './render-mail.ts';
import { factsIn, resolveValues } from './resolve-values.ts';
import type { Work } from './work.ts';
import { factsFor, outageOf } from './work.ts';

/** An action ready to be asked permission for, or why it can't be. */
export type Prepared =
  | { readonly ok: true; readonly input: JsonObject; readonly gathered: Gathered }
  | {
      readonly ok: false;
      readonly reason: 'missing' | 'invalid_input' | 'unavailable';
      readonly missing: readonly string[];
      /** The system that is unavailable. */
      readonly system?: string;
    };

/** The action a mail is sent with: what it says is rendered before permission is asked, so that it is recorded as it goes out. */
const mailAction = 'mail.send';

/** Gathers the facts of this moment, for the input and for the permission, and works out the input. `extra` are roots of the occasion. */
export async function prepareAction(
  work: Work,
  contract: ActionContract,
  values: Values,
  extra: JsonObject = {},
): Promise<Prepared> {
  const { host, running } = work;
  const gathered = await factsFor(work, needsOf(work, contract, values), extra);
  const resolved = resolveValues(values, gathered.facts, contract.input);
  if (!resolved.ok) return refused(resolved.missing, gathered);
  const fitted = fitInput(contract, resolved.value, host.clock.now());
  if (!fitted.ok) return { ok: false, reason: 'invalid_input', missing: [problemText(fitted.problems)] };
  if (contract.id !== mailAction) return { ok: true, input: fitted.value, gathered };
  const mail = await renderMail(host, running.bundle, fitted.value, gathered.facts);
  if (mail.ok) return { ok: true, input: mail.input, gathered };
  if (mail.reason === 'missing') return refused(mail.missing, gathered);
  if (mail.reason === 'unavailable')
    return { ok: false, reason: 'unavailable', missing: mail.missing, system: 'directory' };
  return { ok: false, reason: 'invalid_input', missing: mail.missing };
}

function needsOf({ host, running }: Work, contract: ActionContract, values: Values): readonly FactPath[] {
  const template = values['template'];
  const mail =
    contract.id === mailAction && template?.kind === 'literal'
      ? mailNeeds(running.bundle, { template: template.value })
      : [];
  const { for: asker } = running.graph.workflow.acts;
  return [
    ...Object.values(values).flatMap(factsIn),
    ...mail,
    ...accessNeeds(host.bundle(), contract.id),
    ...(asker === null ? [] : [asker]),
    ...(contract.resource === null ? ['ticket'] : []),
  ];
}

function refused(missing: readonly FactPath[], gathered: Gathered): Prepared {
  const system = outageOf(missing, gathered);
  return system === null
    ? { ok: false, reason: 'missing', missing }
    : { ok: false, reason: 'unavailable', missing, system };
}
