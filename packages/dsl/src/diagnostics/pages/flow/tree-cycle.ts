import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const treeCycle: DiagnosticPage = {
  code: 'DB4108',
  name: 'tree-cycle',
  severity: 'error',
  page: `Trees call each other in a circle, so that a session could go deeper for ever. Lead to a node of the same tree instead, or bring the common part into a tree of its own.`,
  bad: {
    'wifi.yaml': `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { tree: cable, next: solved }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
    'cable.yaml': `kind: tree
id: cable
start: back
if_unsure: desk
nodes:
  back: { tree: wifi, next: desk }
outcomes: { desk: { result: escalated } }
`,
  },
  good: {
    'wifi.yaml': `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { tree: cable, next: solved }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
    'cable.yaml': `kind: tree
id: cable
start: back
if_unsure: desk
nodes:
  back: { ask: Is the cable in?, if_yes: done, if_no: desk, if_unsure: desk }
outcomes: { done: { result: solved }, desk: { result: escalated } }
`,
  },
};
