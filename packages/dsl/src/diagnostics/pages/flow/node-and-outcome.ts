import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const nodeAndOutcome: DiagnosticPage = {
  code: 'DB4110',
  name: 'node-and-outcome',
  severity: 'error',
  page: `A node and an outcome of a tree have the same name, so that it is not clear where an answer leads.`,
  bad: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Is the radio on?, if_yes: solved, if_no: desk }
  solved: { ask: Really?, if_yes: desk, if_no: radio }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
  good: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Is the radio on?, if_yes: solved, if_no: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
};
