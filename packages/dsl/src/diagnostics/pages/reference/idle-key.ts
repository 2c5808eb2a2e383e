import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const idleKey: DiagnosticPage = {
  code: 'DB3040',
  name: 'idle-key',
  severity: 'error',
  page: `A field says something that means nothing for a value of its type, so that it would never be asked: a pattern of a person, the bounds of a yes or no. Take it out, or give the field the type it was written for. Likewise a trigger that comes round \`every: 15m\` has no time of day.`,
  bad: "kind: facts\nid: words\nbase: itil/1\nperson: { badge: { type: asset, pattern: '[0-9]{6}', optional: true } }\n",
  good: "kind: facts\nid: words\nbase: itil/1\nperson: { badge: { type: text, pattern: '[0-9]{6}', optional: true } }\n",
};
