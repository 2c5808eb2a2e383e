import { join } from 'node:path';
import { openBundle } from '@deskbook/dsl/bundle';
import { loadBundle } from '@deskbook/dsl/load';
import { describe, expect, test } from 'vitest';

const acme = join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'acme-it');

describe('a real company’s bundle', () => {
  test('goes to JSON and comes back the same', async () => {
    const { bundle } = await loadBundle(acme);
    const opened = openBundle(JSON.stringify(bundle));
    expect(opened.ok && opened.bundle).toEqual(bundle);
  });

  test('with conditions nested deeper than anybody writes is refused, not a crash', async () => {
    const { bundle } = await loadBundle(acme);
    const deep = `${'{"kind":"not","reference":"","of":'.repeat(200_000)}{"kind":"compare"}${'}'.repeat(200_000)}`;
    const text = JSON.stringify({ ...bundle, decisions: { x: { applies: 'DEEP' } } }).replace('"DEEP"', deep);
    expect(openBundle(text)).toMatchObject({
      ok: false,
      problem: { code: expect.stringMatching(/wrong_shape|not_json/) },
    });
  });
});
