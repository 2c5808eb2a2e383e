import type { SourceText } from '../syntax/source-text.ts';
import type { Example } from './diagnostic-page.ts';

const base: readonly SourceText[] = [
  {
    path: 'bundle.yaml',
    text: `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
`,
  },
  { path: 'robot.yaml', text: 'kind: access\nid: robot\nroles: { desk-robot: { from: given } }\n' },
];

/**
 * The files of an example, as a whole bundle: an example that is one text is `example.yaml`, and where it has no
 * `kind: bundle` a smallest one with the role `desk-robot` is added.
 */
export function exampleFiles(example: Example): readonly SourceText[] {
  const files = typeof example === 'string' ? { 'example.yaml': example } : example;
  const written = Object.entries(files).map(([path, text]) => ({ path, text }));
  return written.some(({ text }) => /^kind: bundle$/mu.test(text)) ? written : [...base, ...written];
}
