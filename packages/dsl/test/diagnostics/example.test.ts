import { abridgedExample, diagnosticPages, exampleFiles } from '@deskbook/dsl/diagnostics';
import { describe, expect, test } from 'vitest';

describe('exampleFiles', () => {
  test('adds what every bundle needs', () => {
    const files = exampleFiles('kind: agent\nid: a\n');
    expect(files.map(({ path }) => path)).toEqual(['bundle.yaml', 'robot.yaml', 'example.yaml']);
  });

  test('adds no second bundle, and no second role', () => {
    const bundle = 'kind: bundle\nrobot: { role: desk-robot }\n';
    const access = 'kind: access\nroles: { desk-robot: {} }\n';
    expect(exampleFiles({ 'b.yaml': bundle }).map(({ path }) => path)).toEqual(['robot.yaml', 'b.yaml']);
    expect(exampleFiles({ 'b.yaml': bundle, 'a.yaml': access }).map(({ path }) => path)).toEqual(['b.yaml', 'a.yaml']);
    expect(exampleFiles({ 'b.yaml': 'kind: bundle\nrobot: { role: other }\n' }).map(({ path }) => path)).toEqual([
      'b.yaml',
    ]);
  });
});

test('examples that people are shown are short and have nothing hidden', () => {
  for (const { bad, good } of diagnosticPages) {
    for (const text of Object.values({ ...abridgedExample(bad), ...abridgedExample(good) })) {
      expect(text.length).toBeLessThan(7000);
      expect(text).not.toMatch(/[\u202A-\u202E]/u);
    }
  }
  expect(abridgedExample('a\u202Eb\n')).toEqual({ 'example.yaml': 'a<U+202E>b\n' });
  expect(abridgedExample({ 'x.yaml': 'y'.repeat(200) })['x.yaml']).toHaveLength(160);
});
