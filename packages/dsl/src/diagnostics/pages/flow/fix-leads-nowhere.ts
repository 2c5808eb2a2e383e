import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const fixLeadsNowhere: DiagnosticPage = {
  code: 'DB4112',
  name: 'fix-leads-nowhere',
  severity: 'error',
  page: `A fix does not say where it leads when it helped: it has no \`if_fixed\`, and the tree has no \`after_fix\` with \`if_yes\`.`,
  bad: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { fix: Turn the radio on., if_not_fixed: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
  good: `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio: { fix: Turn the radio on., if_fixed: solved, if_not_fixed: desk }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
};
