import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const duplicateChoice: DiagnosticPage = {
  code: 'DB4111',
  name: 'duplicate-choice',
  severity: 'error',
  page: `Two answers of a question have the same id. The answer given is kept under its id, so each has its own.`,
  bad: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Where is it?, choose: [{ id: here, say: Here, go: solved }, { id: here, say: There, go: desk }] }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
  good: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { ask: Where is it?, choose: [{ id: here, say: Here, go: solved }, { id: there, say: There, go: desk }] }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
};
