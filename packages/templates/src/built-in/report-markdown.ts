import type { ReportLabels } from './report-labels.ts';

/** The resolution report as Markdown, in one language. */
export function reportMarkdown(label: ReportLabels): string {
  return `# ${label.report}: {{report.title}}

## ${label.summary}

{{#if report.ticket}}
- ${label.ticket}: {{report.ticket.id}}{{#if report.ticket.summary}} – {{report.ticket.summary}}{{/if}}
{{/if}}
{{#if report.requester}}
- ${label.requestedBy}: {{report.requester}}
{{/if}}
- ${label.status}: {{report.status}}{{#if report.end}} – {{report.end}}{{/if}}
{{#if report.startedAt}}
- ${label.started}: {{datetime report.startedAt}}
{{/if}}
{{#if report.endedAt}}
- ${label.ended}: {{datetime report.endedAt}}
{{/if}}
{{#if report.duration}}
- ${label.took}: {{duration report.duration}}
{{/if}}
- ${label.startedBy}: {{report.cause}}
- ${label.run}: {{report.run}} ({{report.workflow}})

## ${label.why}

{{#if report.classification}}
${label.classified}: **{{report.classification.decision}}** ({{report.classification.reason}})

{{#each report.classification.rules as |rule|}}
- ${label.rule} {{rule.id}}{{#if rule.place}}, ${label.writtenIn} {{rule.place}}{{/if}}{{#if rule.cites}}, ${label.cites} {{rule.cites}}{{/if}}
{{/each}}
{{/if}}
{{#each report.decisions as |decision|}}
- ${label.decided} {{decision.decision}}: {{decision.outcome}}{{#if decision.rules}} – {{decision.rules}}{{/if}}{{#if decision.places}} ({{decision.places}}){{/if}}
{{/each}}
{{#if report.cited}}

### ${label.cited}

{{#each report.cited as |policy|}}
- **{{policy.cite}}**: {{policy.text}}
{{/each}}
{{/if}}
{{#if report.approvals}}

## ${label.approvals}
{{#each report.approvals as |approval|}}

### {{approval.approval}}: {{approval.status}}

{{#each approval.seats as |seat|}}
- ${label.seat} {{seat.role}}: {{seat.people}}
{{/each}}
{{#each approval.votes as |vote|}}
- {{vote.by}}: **{{vote.vote}}**, {{datetime vote.at}}{{#if vote.note}} – {{vote.note}}{{/if}}
{{else}}
- ${label.nobodyVoted}
{{/each}}
{{/each}}
{{/if}}
{{#if report.tasks}}

## ${label.work}

{{#each report.tasks as |task|}}
- {{task.title}}: **{{task.outcome}}**{{#if task.by}}, {{task.by}}{{/if}}{{#if task.at}}, {{datetime task.at}}{{/if}}{{#if task.note}} – {{task.note}}{{/if}}
{{#each task.answers as |answer|}}
  - {{answer.field}}: {{answer.value}}
{{/each}}
{{/each}}
{{/if}}
{{#if report.troubleshooting}}

## ${label.troubleshooting}
{{#each report.troubleshooting as |session|}}

### {{session.tree}}: {{session.result}}

{{#each session.path as |step|}}
1. {{step.node}}: {{step.answer}} → {{step.to}}
{{/each}}
{{/each}}
{{/if}}

## ${label.effects}

{{#if report.ledger}}
| ${label.effect} | ${label.result} | ${label.askedBy} | ${label.actedBy} | ${label.allowedBy} | ${label.approvedBy} | ${label.undoableUntil} |
|---|---|---|---|---|---|---|
{{#each report.ledger as |line|}}
| {{line.title}} ({{line.action}}) | {{line.result}} | {{line.askedBy}} | {{line.actedBy}} | {{line.allowedBy}} | {{line.approvedBy}} | {{#if line.undoableUntil}}{{datetime line.undoableUntil}}{{else}}{{line.reversibility}}{{/if}} |
{{/each}}

{{#each report.ledger as |line|}}
- **{{line.title}}** – ${label.key} {{line.key}}, ${label.attempts}: {{line.attempts}}{{#if line.finishedAt}}, {{datetime line.finishedAt}}{{/if}}{{#if line.reason}} – {{line.reason}}{{/if}}
{{#if line.deniedBy}}
  - ${label.deniedBy}: {{line.deniedBy}}
{{/if}}
{{#if line.undoneAt}}
  - ${label.undoneAt}: {{datetime line.undoneAt}}
{{/if}}
{{#if line.input}}
  - ${label.input}: {{#each line.input as |field|}}{{#unless @first}}; {{/unless}}{{field.field}} = {{field.value}}{{/each}}
{{/if}}
{{#if line.output}}
  - ${label.output}: {{#each line.output as |field|}}{{#unless @first}}; {{/unless}}{{field.field}} = {{field.value}}{{/each}}
{{/if}}
{{/each}}
{{else}}
${label.noEffects}
{{/if}}

## ${label.timeline}

{{#each report.timeline as |event|}}
- {{datetime event.at}}: {{event.what}}{{#if event.who}} ({{event.who}}){{/if}}
{{/each}}

## ${label.missing}

{{#each report.missing as |gap|}}
- {{gap}}
{{else}}
${label.complete}
{{/each}}

## ${label.article}

**{{article.title}}**

- ${label.problem}: {{article.problem}}
{{#if article.cause}}
- ${label.cause}: {{article.cause}}
{{/if}}
{{#if article.resolution}}
- ${label.solvedBy}:
{{#each article.resolution as |step|}}
  1. {{step}}
{{/each}}
{{/if}}

## ${label.proof}

{{report.journal.entries}} ${label.entries}, ${label.head} {{report.journal.head}}, {{#if report.journal.verified}}${label.verified}{{else}}**${label.notVerified}**{{/if}}.
${label.bundle}: {{report.bundle.id}} {{report.bundle.version}}, {{report.bundle.hash}}.
`;
}
