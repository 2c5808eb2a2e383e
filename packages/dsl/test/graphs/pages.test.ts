import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/index.ts';
import { exampleFiles } from '../../src/diagnostics/index.ts';
import { flowPages } from '../../src/diagnostics/pages/flow/index.ts';
import { permissionPages } from '../../src/diagnostics/pages/permission/index.ts';
import { shutDoor } from '../../src/diagnostics/pages/analysis/shut-door.ts';
import { triggerLoop } from '../../src/diagnostics/pages/analysis/trigger-loop.ts';
import { parse } from '../../src/syntax/index.ts';

/** What an example is found guilty of, but for being used by nothing, which a small example cannot help. */
function namesIn(example: (typeof flowPages)[number]['bad']): readonly string[] {
  const { diagnostics } = check(parse(exampleFiles(example)));
  return diagnostics.map(({ name }) => name).filter((name) => name !== 'unused-definition');
}

describe.each([...flowPages, ...permissionPages, triggerLoop, shutDoor])('$code $name', (page) => {
  it('is said of the bad example, and nothing else is', () => {
    expect([...new Set(namesIn(page.bad))]).toEqual([page.name]);
  });

  it('leaves the good example alone', () => {
    expect(namesIn(page.good)).toEqual([]);
  });
});
