import type { ClassifiedRequest } from '@deskbook/core';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { RunCommand } from '../command-input.ts';
import { openOneEvent } from '../input/one-event.ts';
import { citationsOf } from '../output/cited.ts';
import { whyClassified, whyNotStarted } from '../output/decision-text.ts';
import { exitCode } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { placeText } from '../output/place-text.ts';
import { printJson } from '../output/print-json.ts';
import { printRejected } from '../output/print-rejected.ts';
import { waysJson, waysLines } from '../output/ways-text.ts';

/** `classify`: the gate's answer to one request, with the rules and policies behind it. A denial ends with 1. */
export const classify: RunCommand = async (input) => {
  const { terminal, options } = input;
  const { desk, opened, event, at } = await openOneEvent(input);
  const classified = await desk.classify(event, { ...at, explain: options['why'] === true });
  await desk.close();
  if ('status' in classified) return printRejected(input, opened.bundle, classified);
  if (options['format'] === 'json') printJson(terminal, classifiedJson(opened.bundle, classified));
  else terminal.out(classifiedText(opened.bundle, classified, terminal.colour));
  return classified.classification.decision === 'DENIED' ? exitCode.findings : exitCode.fine;
};

function classifiedJson(
  bundle: Bundle,
  { classification, facts, starts, notStarted, explanation, ways }: ClassifiedRequest,
): object {
  const { decision, reason, by, rules, missing, values } = classification;
  return {
    decision,
    reason,
    by,
    citations: citationsOf(bundle, rules),
    missing_fields: missing,
    rules: rules.map(({ id, reference, cites, say }) => ({
      id,
      place: placeText(bundle, reference),
      reference,
      cites,
      ...(say && { say }),
    })),
    values,
    starts,
    not_started: notStarted,
    facts,
    ...(explanation && { explanation }),
    ...(ways && { ways: waysJson(bundle, ways) }),
  };
}

/** Why a trigger does not start, in words. */
const whyNot: { readonly [reason in ClassifiedRequest['notStarted'][number]['reason']]: string } = {
  condition: 'its condition does not hold',
  unchanged: 'what it watches has not changed',
  undecided: 'it cannot be decided',
  own_event: 'the desk did this itself',
  throttled: 'it started too often',
  rejected: 'a run for the same thing is open',
  shadow: 'it is only tried out',
  retired: 'it is retired',
};

/** Triggers that do not start, those with one reason together. */
function notStartedLines(notStarted: ClassifiedRequest['notStarted']): readonly string[] {
  const together = Map.groupBy(notStarted, ({ reason, missing }) =>
    missing.length > 0 ? `${whyNot[reason]}: ${missing.join(', ')} not known` : whyNot[reason],
  );
  return [...together].map(([why, triggers]) => `  not ${triggers.map(({ trigger }) => trigger).join(', ')} (${why})`);
}

function classifiedText(
  bundle: Bundle,
  { classification, starts, notStarted, explanation, ways = [] }: ClassifiedRequest,
  colour: boolean,
): string {
  const { bold, dim, good, bad, warn } = paint(colour);
  const { decision, reason, by, rules, missing, values } = classification;
  const shown = decision === 'ALLOWED' ? good : decision === 'DENIED' ? bad : warn;
  const lines = [bold(shown(decision))];
  for (const rule of rules) {
    lines.push(
      `  ${decision === 'MISSING' ? 'held up at' : 'by'} rule ${bold(rule.id)} of ${by ?? ''} ${dim(placeText(bundle, rule.reference))}`,
    );
    if (rule.say) lines.push(`  “${rule.say[bundle.languages[0]] ?? ''}”`);
  }
  for (const { policy, version, text, cite } of citationsOf(bundle, rules))
    lines.push(`  ${policy} ${version} ${dim(cite)}`, `      ${text}`);
  if (reason === 'no_rule') lines.push('  no rule is about this request, so it is denied and goes to a person');
  if (missing.length > 0) lines.push(`  still needed: ${missing.join(', ')}`);
  for (const [name, value] of Object.entries(values))
    lines.push(`  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  for (const { workflow, trigger } of starts)
    lines.push(`${bold('starts')} ${workflow} ${dim(`(trigger ${trigger})`)}`);
  if (starts.length === 0) lines.push(`${bold('starts')} nothing`);
  lines.push(...notStartedLines(notStarted).map((line) => dim(line)));
  if (explanation) {
    lines.push('', bold('Why'), ...whyClassified(bundle, explanation, paint(colour)));
    lines.push(...whyNotStarted(bundle, notStarted, paint(colour)));
  }
  if (ways.length > 0)
    lines.push(
      '',
      `${bold('What would make it ALLOWED')} ${dim('(each was tried)')}`,
      ...waysLines(bundle, ways, paint(colour)),
    );
  return `${lines.join('\n')}\n`;
}
