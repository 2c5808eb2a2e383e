import type { DiagnosticPage } from '../../diagnostic-page.ts';

const decision = (priority: string): string => `kind: decision
id: access
hit: first
sets: { answer: text }
rules:
  - { id: urgent, when: { ticket.priority: ${priority} }, then: { answer: now } }
  - { id: rest, otherwise: true, then: { answer: later } }
`;

export const contradiction: DiagnosticPage = {
  code: 'DB3041',
  name: 'contradiction',
  severity: 'warning',
  page: `No value satisfies what is asked of a fact: all operators on it must hold, and they exclude each other. Write alternatives as \`any\`, or list them with \`in\`.`,
  bad: decision('{ in: [HIGH, CRITICAL], is_not: HIGH, not_in: [CRITICAL] }'),
  good: decision('{ in: [HIGH, CRITICAL] }'),
};
