import type { SourceText } from '../syntax/source-text.ts';
import type { Example } from './diagnostic-page.ts';

const bundle: SourceText = {
  path: 'bundle.yaml',
  text: `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
`,
};

const robot: SourceText = {
  path: 'robot.yaml',
  text: 'kind: access\nid: robot\nroles: { desk-robot: { from: given } }\n',
};

/**
 * The files of an example, as a whole bundle: an example that is one text is `example.yaml`. Where it has no `kind: bundle` a
 * smallest one is added, and where it does not define the role `desk-robot`, a definition of it.
 */
export function exampleFiles(example: Example): readonly SourceText[] {
  const files = typeof example === 'string' ? { 'example.yaml': example } : example;
  const written = Object.entries(files).map(([path, text]) => ({ path, text }));
  const has = (pattern: RegExp): boolean => written.some(({ text }) => pattern.test(text));
  const hasBundle = has(/^kind: bundle$/mu);
  const needsRobot = !hasBundle || has(/\brole: desk-robot\b/u);
  return [...(hasBundle ? [] : [bundle]), ...(needsRobot && !has(/\bdesk-robot:/u) ? [robot] : []), ...written];
}
