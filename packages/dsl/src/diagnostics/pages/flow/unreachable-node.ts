import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unreachableNode: DiagnosticPage = {
  code: 'DB4102',
  name: 'unreachable-node',
  severity: 'error',
  page: `No answer leads to this node or outcome from the start. Lead to it, or remove it.`,
  bad: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Is the radio on?, if_yes: solved, if_no: desk }
  cable: { ask: Is the cable in?, if_yes: solved, if_no: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
  good: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Is the radio on?, if_yes: solved, if_no: cable }
  cable: { ask: Is the cable in?, if_yes: solved, if_no: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
};
