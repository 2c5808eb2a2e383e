import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const endlessTree: DiagnosticPage = {
  code: 'DB4104',
  name: 'endless-tree',
  severity: 'error',
  page: `Nodes lead to each other, and nothing says how often. Set \`loops: { visits: 2, else: … }\`: so often a node may be visited, and there one visit more leads.`,
  bad: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Is the radio on?, if_yes: solved, if_no: turn }
  turn: { fix: Turn the radio on., if_fixed: solved, if_not_fixed: radio }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
  good: `kind: tree
id: wifi
start: radio
if_unsure: desk
loops: { visits: 2, else: desk }
nodes:
  radio: { ask: Is the radio on?, if_yes: solved, if_no: turn }
  turn: { fix: Turn the radio on., if_fixed: solved, if_not_fixed: radio }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
};
