import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const noWayOut: DiagnosticPage = {
  code: 'DB4103',
  name: 'no-way-out',
  severity: 'error',
  page: `Whatever is answered here, no outcome is ever reached: only "I don't know" leads out, if anything does. Somebody would be led round in circles.`,
  bad: `kind: tree
id: wifi
start: radio
if_unsure: desk
loops: { visits: 2, else: turn }
nodes:
  radio: { ask: Is the radio on?, if_yes: solved, if_no: turn, if_unsure: turn }
  turn: { collect: { note: text }, next: twice }
  twice: { collect: { note: text }, next: turn }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
  good: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Is the radio on?, if_yes: solved, if_no: turn }
  turn: { collect: { note: text }, next: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
};
