import { memoryStore } from '@deskbook/core';
import type { RunCommand } from '../command-input.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { openDeskFor } from '../input/open-desk-for.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { placeText } from '../output/place-text.ts';
import { printJson } from '../output/print-json.ts';

/** `can`: one permission, and what decided it. A denial ends with 1. */
export const can: RunCommand = async ({ parameters, options, terminal }) => {
  const [folder, subject, action, resource] = parameters.map(String) as [string, string, string, string];
  const opened = await openBundleFolder(folder, terminal);
  const { desk } = await openDeskFor(opened, { store: memoryStore(), now: textOption(options['now']) });
  const decision = await desk.may({
    subject,
    action,
    resource: readResource(resource),
    mode: options['ask'] === true ? 'ask' : 'act',
  });
  await desk.close();
  const { basis } = decision;
  const place = basis ? placeText(opened.bundle, basis.reference) : '';
  if (options['format'] === 'json')
    printJson(terminal, { decision: decision.allowed, ...decision, basis: basis && { ...basis, place } });
  else {
    const { bold, dim, good, bad } = paint(terminal.colour);
    const verb = options['ask'] === true ? 'have done' : 'do';
    const lines = [
      `${bold(decision.allowed ? good('yes') : bad('no'))}: ${subject} may ${decision.allowed ? '' : 'not '}${verb} ${action} on ${resource} (${decision.reason})`,
    ];
    if (basis)
      lines.push(
        `  ${basis.kind} ${bold(basis.id)} ${dim(place)}`,
        ...(basis.through.length > 0 ? [`  through ${basis.through.join(' ← ')}`] : []),
        ...(basis.say ? [`  “${basis.say[opened.bundle.languages[0]] ?? ''}”`] : []),
        ...basis.cites.map((cite) => dim(`  ${cite}`)),
      );
    if (decision.missing.length > 0) lines.push(`  not known: ${decision.missing.join(', ')}`);
    terminal.out(`${lines.join('\n')}\n`);
  }
  return decision.allowed ? exitCode.fine : exitCode.findings;
};

/** `asset:LT-101`; a resource without a type is a ticket. */
function readResource(written: string): { readonly type: string; readonly id: string } {
  const [type = '', ...rest] = written.split(':');
  if (rest.length === 0) return { type: 'ticket', id: written };
  if (type === '' || rest.join(':') === '')
    throw new WrongUse(`\`${written}\` is no resource`, 'write it as type:id, such as asset:LT-101');
  return { type, id: rest.join(':') };
}
