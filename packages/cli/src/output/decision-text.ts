import type { ClassifiedRequest, ExplainedDecision, ExplainedDecisionRule, ExplainedPermission } from '@deskbook/core';
import type { FirstFailure } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { describeComparison, describeExplanation, truthSign } from '@deskbook/policies/conditions';
import type { Paint } from './paint.ts';
import { placeText } from './place-text.ts';

/**
 * Why a request is classified as it is: each decision that is about it, rule by rule; those that set facts with a line a rule; the
 * others in a line each.
 */
export function whyClassified(
  bundle: Bundle,
  explained: readonly ExplainedDecision[],
  paint: Paint,
): readonly string[] {
  const about = explained.filter(({ applies }) => applies === null || applies.truth !== 'fails');
  const others = explained.filter((each) => !about.includes(each));
  const [gate, facts] = [about.filter(isGate), about.filter((each) => !isGate(each))];
  return [
    ...gate.flatMap((decision) => decisionLines(bundle, decision, paint)),
    ...facts.flatMap((decision) => settingLines(bundle, decision, paint)),
    ...others.map(({ decision, reference }) =>
      paint.dim(`decision ${decision} ${placeText(bundle, reference)} is not about this request`),
    ),
  ];
}

const isGate = ({ sets }: ExplainedDecision): boolean => sets.includes('decision');

/** A decision that sets facts: a line a rule, which says why it did not fire. */
function settingLines(
  bundle: Bundle,
  { decision, reference, sets, rules }: ExplainedDecision,
  paint: Paint,
): readonly string[] {
  const { bold, dim } = paint;
  const sure = rules.length > 0;
  return [
    `decision ${bold(decision)} ${dim(placeText(bundle, reference))} ${sure ? 'sets' : 'may set'} ${sets.join(', ')}${sure ? '' : ': whether it is about this request is not known'}`,
    ...rules.map((rule) => `  ${ruleLine(bundle, rule, paint)}`),
  ];
}

/** Why triggers whose conditions do not hold do not start: the first comparison that failed, each. */
export function whyNotStarted(
  bundle: Bundle,
  notStarted: ClassifiedRequest['notStarted'],
  paint: Paint,
): readonly string[] {
  const { bold, dim } = paint;
  const references = new Map(bundle.triggers.map(({ id, reference }) => [id, reference]));
  return notStarted.flatMap(({ trigger, failed, reason }) => {
    if (failed === undefined) return [];
    const sign = truthSign(reason === 'undecided' ? 'undecided' : 'fails', paint);
    const place = dim(placeText(bundle, references.get(trigger) ?? ''));
    return [`${sign} trigger ${bold(trigger)} does not start ${place}: ${failureText(bundle, failed, paint)}`];
  });
}

function decisionLines(bundle: Bundle, decision: ExplainedDecision, paint: Paint): readonly string[] {
  const { bold, dim } = paint;
  const undecided = decision.applies !== null && decision.applies.truth === 'undecided';
  return [
    `decision ${bold(decision.decision)} ${dim(placeText(bundle, decision.reference))}${undecided ? ': whether it is about this request is not known' : ''}`,
    ...(decision.applies === null
      ? []
      : ['  about this request, because', ...indent(describeExplanation(decision.applies, paint), 4)].slice(
          undecided ? 1 : 0,
        )),
    ...decision.rules.flatMap((rule) => indent(ruleLines(bundle, rule, paint), 2)),
  ];
}

function ruleLines(bundle: Bundle, rule: ExplainedDecisionRule, paint: Paint): readonly string[] {
  return [
    ruleLine(bundle, rule, paint),
    ...(rule.when === null ? ['    otherwise'] : indent(describeExplanation(rule.when, paint), 4)),
  ];
}

/** A rule with what became of it and, where it does not hold, the first comparison that failed. */
function ruleLine(bundle: Bundle, rule: ExplainedDecisionRule, paint: Paint): string {
  const { bold, dim, good, warn } = paint;
  const outcome = rule.fired
    ? good('decides')
    : rule.truth === 'undecided'
      ? warn('is undecided')
      : rule.truth === 'holds'
        ? 'holds, after the one that decides'
        : dim('does not hold');
  const why = rule.failed === null ? '' : `: ${failureText(bundle, rule.failed, paint)}`;
  return `${truthSign(rule.truth, paint)} rule ${bold(rule.id)} ${outcome} ${dim(placeText(bundle, rule.reference))}${why}`;
}

/** Why a permission is given or not: each grant and denial that speaks of the action. */
export function whyAllowed(bundle: Bundle, rules: readonly ExplainedPermission[], paint: Paint): readonly string[] {
  if (rules.length === 0) return [paint.dim('no grant or denial speaks of this action')];
  return rules.flatMap((rule) => {
    const { bold, dim } = paint;
    return [
      `${truthSign(rule.truth, paint)} ${kinds[rule.kind]} ${bold(rule.id)} of ${rule.action} ${dim(placeText(bundle, rule.reference))}${whyNot(bundle, rule, paint)}`,
      `    ${truthSign(rule.hasRole, paint)} ${roleText(rule)}`,
      ...(rule.broken === undefined ? [] : [`    ${truthSign(rule.broken.truth, paint)} ${brokenText(rule.broken)}`]),
      ...(rule.when === null ? [] : indent(describeExplanation(rule.when, paint), 4)),
      ...(rule.overriddenBy === undefined ? [] : [`    does not count: ${bold(rule.overriddenBy)} is broken`]),
    ];
  });
}

function brokenText({ truth, record }: NonNullable<ExplainedPermission['broken']>): string {
  if (record === null) return 'nobody has broken it, or not at this moment';
  return truth === 'holds' ? `broken in run ${record}` : `whether run ${record} still has it broken is not known`;
}

const kinds: { readonly [kind in ExplainedPermission['kind']]: string } = {
  grant: 'grant',
  denial: 'denial',
  break_glass: 'glass',
};

/** In a line why a grant or denial does not decide: the role that is lacking, else the first comparison that failed. */
function whyNot(bundle: Bundle, rule: ExplainedPermission, paint: Paint): string {
  if (rule.overriddenBy !== undefined) return `: the glass ${rule.overriddenBy} is broken`;
  if (rule.truth === 'holds') return '';
  if (rule.hasRole !== 'holds') return `: ${roleText(rule)}`;
  return rule.failed === null ? '' : `: ${failureText(bundle, rule.failed, paint)}`;
}

/** The comparison that kept a rule from holding, with what it saw and where it is written. */
function failureText(bundle: Bundle, failed: FirstFailure, paint: Paint): string {
  const denied = failed.truth === 'holds' ? 'not: ' : '';
  return `${denied}${describeComparison(failed, paint)} ${paint.dim(placeText(bundle, failed.reference))}`;
}

function roleText({ role, hasRole, through }: ExplainedPermission): string {
  if (role === 'anyone') return 'is for anyone';
  if (hasRole === 'holds') return `has the role ${role}, through ${through.join(' ← ')}`;
  return hasRole === 'fails' ? `has not the role ${role}` : `whether the subject has the role ${role} is not known`;
}

function indent(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => `${' '.repeat(by)}${line}`);
}
