import { memoryStore } from '@deskbook/core';
import type { AccessBasis, AccessDecision } from '@deskbook/policies';
import type { WhatWouldMakeItYes } from '@deskbook/policies/questions';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { RunCommand } from '../command-input.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { openDeskFor } from '../input/open-desk-for.ts';
import { openStore } from '../input/open-store.ts';
import { textOption } from '../input/text-option.ts';
import { whyAllowed } from '../output/decision-text.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import type { Paint } from '../output/paint.ts';
import { placeText } from '../output/place-text.ts';
import { printJson } from '../output/print-json.ts';
import { waysJson, waysLines } from '../output/ways-text.ts';

/** `can`: one permission, and what decided it. A denial ends with 1. */
export const can: RunCommand = async ({ parameters, options, terminal }) => {
  const [folder, subject, action, resource] = parameters.map(String) as [string, string, string, string];
  const opened = await openBundleFolder(folder, terminal);
  const file = textOption(options['store']);
  const store =
    file === undefined ? memoryStore() : openStore(file, { keys: textOption(options['keys']), bundle: opened.bundle });
  const { desk } = await openDeskFor(opened, { store, now: textOption(options['now']) });
  const ticket = textOption(options['ticket']);
  const question = {
    subject,
    action,
    resource: readResource(resource),
    mode: options['ask'] === true ? 'ask' : 'act',
    ...(ticket !== undefined && { ticket }),
  } as const;
  const decision = await desk.may(question);
  const explanation = options['why'] === true ? await desk.explain(question) : undefined;
  const yes = explanation && !decision.allowed ? await desk.whatWouldMakeItYes(question) : null;
  await desk.close();
  // `start:`, `cancel:` and the like speak of definitions; what has no colon is meant to be an action.
  if (!action.includes(':') && !Object.hasOwn(opened.bundle.actions, action))
    terminal.note(`the bundle has no action \`${action}\`\n`);
  const { basis } = decision;
  const place = basis ? placeText(opened.bundle, basis.reference) : '';
  if (options['format'] === 'json')
    printJson(terminal, {
      decision: decision.allowed,
      ...decision,
      basis: basis && { ...basis, place },
      ...(explanation && { explanation }),
      ...(yes && { ways: waysJson(opened.bundle, yes.ways) }),
    });
  else {
    const { bold, dim, good, bad } = paint(terminal.colour);
    const verb = options['ask'] === true ? 'have done' : 'do';
    const lines = [
      `${bold(decision.allowed ? good('yes') : bad('no'))}: ${subject} may ${decision.allowed ? '' : 'not '}${verb} ${action} on ${resource}: ${reasonText(decision)}`,
    ];
    if (basis)
      lines.push(
        `  ${kinds[basis.kind]} ${bold(basis.id)} ${dim(place)}`,
        ...(basis.record === undefined ? [] : [`  broken in run ${basis.record}`]),
        ...(basis.through.length > 0 ? [`  through ${basis.through.join(' ← ')}`] : []),
        ...(basis.say ? [`  “${basis.say[opened.bundle.languages[0]] ?? ''}”`] : []),
        ...basis.cites.map((cite) => dim(`  ${cite}`)),
      );
    if (decision.missing.length > 0 && !noSubject(decision)) lines.push(`  not known: ${decision.missing.join(', ')}`);
    if (explanation && !noSubject(decision))
      lines.push('', bold('Why'), ...whyAllowed(opened.bundle, explanation, paint(terminal.colour)));
    if (yes) lines.push(...yesLines(opened.bundle, yes.ways, paint(terminal.colour)));
    terminal.out(`${lines.join('\n')}\n`);
  }
  return decision.allowed ? exitCode.fine : exitCode.findings;
};

/** What would make it yes, each way tried; nothing where none was found. */
function yesLines(bundle: Bundle, ways: WhatWouldMakeItYes['ways'], colours: Paint): readonly string[] {
  if (ways.length === 0) return [];
  return [
    '',
    `${colours.bold('What would make it yes')} ${colours.dim('(each was tried)')}`,
    ...waysLines(bundle, ways, colours),
  ];
}

const kinds: { readonly [kind in AccessBasis['kind']]: string } = {
  grant: 'grant',
  denial: 'denial',
  separation: 'separation',
  break_glass: 'broken glass',
};

const reasons: { readonly [reason in AccessDecision['reason']]: string } = {
  granted: 'a grant holds and no denial does',
  denied: 'a denial holds',
  denial_undecided: 'a denial cannot be ruled out',
  no_grant: 'nothing grants it',
  grant_undecided: 'a grant might, but something it needs is not known',
  separation: 'duties are kept apart',
  unavailable: 'what it depends on cannot be read',
  error: 'deciding it failed',
};

const noSubject = ({ missing }: AccessDecision): boolean => missing.length === 1 && missing[0] === 'subject';

function reasonText(decision: AccessDecision): string {
  if (decision.basis?.kind === 'break_glass') return 'the glass was broken for it';
  return noSubject(decision) ? 'there is no such person' : reasons[decision.reason];
}

/** `asset:LT-101`; a resource without a type is a ticket. */
function readResource(written: string): { readonly type: string; readonly id: string } {
  const [type = '', ...rest] = written.split(':');
  if (rest.length === 0) return { type: 'ticket', id: written };
  if (type === '' || rest.join(':') === '')
    throw new WrongUse(`\`${written}\` is no resource`, 'write it as type:id, such as asset:LT-101');
  return { type, id: rest.join(':') };
}
