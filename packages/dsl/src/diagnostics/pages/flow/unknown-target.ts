import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownTarget: DiagnosticPage = {
  code: 'DB4101',
  name: 'unknown-target',
  severity: 'error',
  page: `A node leads to something that is neither a node nor an outcome of the tree. Both share one namespace.`,
  bad: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Is the radio on?, if_yes: sovled, if_no: desk }
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
