import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unhandledResult: DiagnosticPage = {
  code: 'DB4109',
  name: 'unhandled-result',
  severity: 'error',
  page: `A tree calls another and does not say where one of its results leads. Name each in \`next\`, or write one target for all.`,
  bad: {
    'wifi.yaml': `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { tree: cable, next: { solved: solved } }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
    'cable.yaml': `kind: tree
id: cable
start: plug
if_unsure: desk
nodes:
  plug: { ask: Is the cable in?, if_yes: solved, if_no: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
  },
  good: {
    'wifi.yaml': `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { tree: cable, next: { solved: solved, escalated: desk } }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
    'cable.yaml': `kind: tree
id: cable
start: plug
if_unsure: desk
nodes:
  plug: { ask: Is the cable in?, if_yes: solved, if_no: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
  },
};
