import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openBundle } from '../../src/bundle/index.ts';
import { check } from '../../src/check/check.ts';
import { readBundleFolder } from '../../src/load/index.ts';
import { parse } from '../../src/syntax/index.ts';

describe.each(['acme-it', 'network-assessment'])('examples/%s', (name) => {
  it('is a bundle without a mistake, and comes back whole from JSON', async () => {
    const folder = fileURLToPath(new URL(`../../../../examples/${name}`, import.meta.url));
    const { bundle, diagnostics } = check(parse(await readBundleFolder(folder)));
    expect(diagnostics).toEqual([]);
    const text = JSON.stringify(bundle);
    expect(openBundle(text)).toEqual({ ok: true, bundle: JSON.parse(text) });
  });
});
