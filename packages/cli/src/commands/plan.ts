import type { ExplainedDecision, PlanDocument } from '@deskbook/core';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { RunCommand } from '../command-input.ts';
import { openOneEvent } from '../input/one-event.ts';
import { sourceHint } from '../input/read-events.ts';
import { textOption } from '../input/text-option.ts';
import { whyClassified } from '../output/decision-text.ts';
import { exitCode } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';

/** `plan`: the execution plan of one request; with `--why`, why it is classified as it is. A request that can't be planned yet ends with 1 and says what is missing. */
export const plan: RunCommand = async (input) => {
  const { terminal, options } = input;
  const { opened, desk, event, at } = await openOneEvent(input);
  const planned = await desk.plan(event, at);
  const classified = options['why'] === true ? await desk.classify(event, { ...at, explain: true }) : null;
  await desk.close();
  const explanation = classified !== null && !('status' in classified) ? classified.explanation : undefined;
  const asJson = options['format'] === 'json';
  const why = asJson || !explanation ? [] : whyText(opened.bundle, explanation, terminal.colour);
  if (!planned.ok) {
    if (asJson) {
      const error = { code: planned.code, message: planned.reason, missing_fields: planned.missing };
      printJson(terminal, { error, ...(explanation && { explanation }) });
    } else {
      const hint = planned.code === 'rejected' ? sourceHint(opened.bundle, textOption(options['source'])) : null;
      terminal.note(
        `there is no plan: ${planned.reason}\n${planned.missing.map((path) => `  ${path}\n`).join('')}${hint ?? ''}`,
      );
      terminal.out(why.join('\n'));
    }
    return exitCode.findings;
  }
  if (asJson) printJson(terminal, { ...planned.plan, ...(explanation && { explanation }) });
  else terminal.out(`${planText(planned.plan, terminal.colour)}${['', ...why].join('\n')}`);
  return exitCode.fine;
};

/** The reasons behind a plan, or behind there being none, as lines that end. */
function whyText(bundle: Bundle, explanation: readonly ExplainedDecision[], colour: boolean): readonly string[] {
  return [paint(colour).bold('Why'), ...whyClassified(bundle, explanation, paint(colour)), ''];
}

/** A plan as a person reads it. */
export function planText(document: PlanDocument, colour: boolean): string {
  const { bold, dim } = paint(colour);
  const { approval_workflow: approval, email_draft: mail, risk_assessment: risk } = document;
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', bold(title), ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
  return [
    `${bold(document.request_summary)} ${dim(document.plan_id)}`,
    `${document.classification}, priority ${document.priority}, ${Number(document.estimated_duration) < 1 ? 'less than an hour' : `about ${document.estimated_duration} h`}`,
    ...section(
      'Steps',
      document.steps.flatMap((step) => stepLines(step, dim)),
    ),
    ...section(
      'Approval',
      approval.needed
        ? [
            `${approval.approvers.join(', ')} (${approval.approval_order}, within ${approval.timeout_hours} h; then ${approval.escalation_path.join(', ') || 'nobody'})`,
          ]
        : ['none needed'],
    ),
    ...section(
      'E-mail',
      approval.needed
        ? [
            `To: ${mail.recipients.join(', ')}`,
            ...(mail.cc.length > 0 ? [`Cc: ${mail.cc.join(', ')}`] : []),
            `Subject: ${mail.subject}`,
            ...(mail.attachments.length > 0 ? [`Attached: ${mail.attachments.join(', ')}`] : []),
            '',
            ...mail.body.trimEnd().split('\n'),
            '',
            dim(mail.urgency_note),
          ]
        : [],
    ),
    ...section(`Risk: ${risk.risk_level}`, [
      ...risk.risks.map((each) => `- ${each}`),
      ...risk.mitigation_strategies.map((each) => `+ ${each}`),
      `Rollback: ${risk.rollback_plan}`,
    ]),
    ...section('Compliance', document.compliance_checklist),
    ...section('Done when', document.success_criteria),
    '',
  ].join('\n');
}

function stepLines(step: PlanDocument['steps'][number], dim: (text: string) => string): readonly string[] {
  const after = step.dependencies.length > 0 ? `, after ${step.dependencies.join(', ')}` : '';
  const head = `${step.order}. ${step.description}`;
  const who = `   ${step.actor_details || step.actor} ${dim(`(${step.actor}${step.automation_possible ? ', can be automated' : ''}; else ${step.fallback_actor || 'nobody'})`)}, ${step.estimated_duration} min${after}`;
  const more = [
    step.required_tools.length > 0 ? `tools: ${step.required_tools.join(', ')}` : '',
    step.data_privacy_notes,
  ].filter((line) => line !== '');
  return [head, who, ...more.map((line) => dim(`   ${line}`))];
}
