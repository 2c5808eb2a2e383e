import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const idleQuestion: DiagnosticPage = {
  code: 'DB4105',
  name: 'idle-question',
  severity: 'warning',
  page: `Every answer leads to the same place, so the question decides nothing. To note the answer down, use \`collect\`; otherwise leave it out.`,
  bad: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Is the radio on?, if_yes: cable, if_no: cable }
  cable: { ask: Is the cable in?, if_yes: solved, if_no: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
  good: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { collect: { lit: yes_no }, next: cable }
  cable: { ask: Is the cable in?, if_yes: solved, if_no: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
};
