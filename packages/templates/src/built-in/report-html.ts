import type { ReportLabels } from './report-labels.ts';

const style = `body { font: 15px/1.5 system-ui, sans-serif; max-width: 72em; margin: 2em auto; padding: 0 1em; color: #1c1c1c; }
h1, h2, h3 { line-height: 1.2; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #bbb; padding: .35em .6em; text-align: left; vertical-align: top; }
th { background: #f0f0f0; }
dt { font-weight: 600; }
code { font-size: .9em; overflow-wrap: anywhere; }
.gap { background: #fff3cd; }`;

/** The resolution report as one HTML page without anything to load, in one language. */
export function reportHtml(label: ReportLabels): string {
  return `<!DOCTYPE html>
<html lang="${label.language}">
<head>
<meta charset="utf-8">
<title>${label.report}</title>
<style>
${style}
</style>
</head>
<body>
<h1>${label.report}: {{report.title}}</h1>

<h2>${label.summary}</h2>
<dl>
{{#if report.ticket}}
<dt>${label.ticket}</dt><dd>{{report.ticket.id}}{{#if report.ticket.summary}} – {{report.ticket.summary}}{{/if}}</dd>
{{/if}}
{{#if report.requester}}
<dt>${label.requestedBy}</dt><dd>{{report.requester}}</dd>
{{/if}}
<dt>${label.status}</dt><dd>{{report.status}}{{#if report.end}} – {{report.end}}{{/if}}</dd>
{{#if report.startedAt}}
<dt>${label.started}</dt><dd>{{datetime report.startedAt}}</dd>
{{/if}}
{{#if report.endedAt}}
<dt>${label.ended}</dt><dd>{{datetime report.endedAt}}</dd>
{{/if}}
{{#if report.duration}}
<dt>${label.took}</dt><dd>{{duration report.duration}}</dd>
{{/if}}
<dt>${label.startedBy}</dt><dd>{{report.cause}}</dd>
<dt>${label.run}</dt><dd><code>{{report.run}}</code> ({{report.workflow}})</dd>
</dl>

<h2>${label.why}</h2>
{{#if report.classification}}
<p>${label.classified}: <strong>{{report.classification.decision}}</strong> ({{report.classification.reason}})</p>
<ul>
{{#each report.classification.rules as |rule|}}
<li>${label.rule} {{rule.id}}{{#if rule.place}}, ${label.writtenIn} <code>{{rule.place}}</code>{{/if}}{{#if rule.cites}}, ${label.cites} {{rule.cites}}{{/if}}</li>
{{/each}}
</ul>
{{/if}}
{{#if report.decisions}}
<ul>
{{#each report.decisions as |decision|}}
<li>${label.decided} {{decision.decision}}: {{decision.outcome}}{{#if decision.rules}} – {{decision.rules}}{{/if}}{{#if decision.places}} (<code>{{decision.places}}</code>){{/if}}</li>
{{/each}}
</ul>
{{/if}}
{{#if report.cited}}
<h3>${label.cited}</h3>
<dl>
{{#each report.cited as |policy|}}
<dt>{{policy.cite}}</dt><dd>{{policy.text}}</dd>
{{/each}}
</dl>
{{/if}}
{{#if report.approvals}}
<h2>${label.approvals}</h2>
{{#each report.approvals as |approval|}}
<h3>{{approval.approval}}: {{approval.status}}</h3>
<ul>
{{#each approval.seats as |seat|}}
<li>${label.seat} {{seat.role}}: {{seat.people}}</li>
{{/each}}
{{#each approval.votes as |vote|}}
<li>{{vote.by}}: <strong>{{vote.vote}}</strong>, {{datetime vote.at}}{{#if vote.note}} – {{vote.note}}{{/if}}</li>
{{else}}
<li>${label.nobodyVoted}</li>
{{/each}}
</ul>
{{/each}}
{{/if}}
{{#if report.tasks}}
<h2>${label.work}</h2>
<ul>
{{#each report.tasks as |task|}}
<li>{{task.title}}: <strong>{{task.outcome}}</strong>{{#if task.by}}, {{task.by}}{{/if}}{{#if task.at}}, {{datetime task.at}}{{/if}}{{#if task.note}} – {{task.note}}{{/if}}
<ul>{{#each task.answers as |answer|}}<li>{{answer.field}}: {{answer.value}}</li>{{/each}}</ul>
</li>
{{/each}}
</ul>
{{/if}}
{{#if report.troubleshooting}}
<h2>${label.troubleshooting}</h2>
{{#each report.troubleshooting as |session|}}
<h3>{{session.tree}}: {{session.result}}</h3>
<ol>
{{#each session.path as |step|}}
<li>{{step.node}}: {{step.answer}} → {{step.to}}</li>
{{/each}}
</ol>
{{/each}}
{{/if}}

<h2>${label.effects}</h2>
{{#if report.ledger}}
<table>
<thead><tr><th>${label.effect}</th><th>${label.result}</th><th>${label.askedBy}</th><th>${label.actedBy}</th><th>${label.allowedBy}</th><th>${label.approvedBy}</th><th>${label.undoableUntil}</th><th>${label.attempts}</th><th>${label.key}</th></tr></thead>
<tbody>
{{#each report.ledger as |line|}}
<tr><td>{{line.title}}<br><code>{{line.action}}</code>{{#each line.input as |field|}}<br>{{field.field}} = {{field.value}}{{/each}}{{#if line.output}}<br>${label.output}:{{#each line.output as |field|}} {{field.field}} = {{field.value}}{{/each}}{{/if}}</td>
<td>{{line.result}}{{#if line.finishedAt}}<br>{{datetime line.finishedAt}}{{/if}}{{#if line.reason}}<br>{{line.reason}}{{/if}}{{#if line.undoneAt}}<br>${label.undoneAt}: {{datetime line.undoneAt}}{{/if}}</td>
<td>{{line.askedBy}}</td><td>{{line.actedBy}}</td><td><code>{{line.allowedBy}}</code>{{#if line.deniedBy}}<br>${label.deniedBy}: <code>{{line.deniedBy}}</code>{{/if}}</td><td>{{line.approvedBy}}</td>
<td>{{#if line.undoableUntil}}{{datetime line.undoableUntil}}{{else}}{{line.reversibility}}{{/if}}</td><td>{{line.attempts}}</td><td><code>{{line.key}}</code></td></tr>
{{/each}}
</tbody>
</table>
{{else}}
<p>${label.noEffects}</p>
{{/if}}

<h2>${label.timeline}</h2>
<ol>
{{#each report.timeline as |event|}}
<li>{{datetime event.at}}: {{event.what}}{{#if event.who}} ({{event.who}}){{/if}}</li>
{{/each}}
</ol>

<h2>${label.missing}</h2>
{{#if report.missing}}
<ul class="gap">
{{#each report.missing as |gap|}}
<li>{{gap}}</li>
{{/each}}
</ul>
{{else}}
<p>${label.complete}</p>
{{/if}}

<h2>${label.article}</h2>
<h3>{{article.title}}</h3>
<dl>
<dt>${label.problem}</dt><dd>{{article.problem}}</dd>
{{#if article.cause}}
<dt>${label.cause}</dt><dd>{{article.cause}}</dd>
{{/if}}
{{#if article.resolution}}
<dt>${label.solvedBy}</dt><dd><ol>{{#each article.resolution as |step|}}<li>{{step}}</li>{{/each}}</ol></dd>
{{/if}}
</dl>

<h2>${label.proof}</h2>
<p>{{report.journal.entries}} ${label.entries}, ${label.head} <code>{{report.journal.head}}</code>, {{#if report.journal.verified}}${label.verified}{{else}}<strong>${label.notVerified}</strong>{{/if}}.<br>
${label.bundle}: {{report.bundle.id}} {{report.bundle.version}}, <code>{{report.bundle.hash}}</code>.</p>
</body>
</html>
`;
}
