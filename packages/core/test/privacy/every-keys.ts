import { expect, test } from 'vitest';
import type { PersonKeys } from '../../src/privacy/index.ts';

const at = '2026-03-27T13:00:00.000Z';

/** What holds for keys wherever they lie. */
export function everyKeys(where: string, open: () => Promise<PersonKeys>): void {
  test(`keys ${where} follow the same rules`, async () => {
    const keys = await open();
    expect(keys.subject('lena')).toBeNull();
    await keys.make({ people: ['lena', 'tom'], scopes: ['run:1'] });
    expect(keys.subject('lena')).toBe('1:lena');
    const key = Buffer.from(keys.key('1:lena') ?? []);
    expect(key).toHaveLength(32);
    expect(keys.key('1:tom')).not.toEqual(key);
    await keys.make({ people: ['lena'], scopes: ['run:1'] });
    expect(Buffer.from(keys.key('1:lena') ?? [])).toEqual(key);
    const before = keys.destroyed;
    await keys.erase('lena', at);
    expect(keys.destroyed).toBeGreaterThan(before);
    expect([keys.key('1:lena'), keys.subject('lena')]).toEqual([null, null]);
    await keys.make({ people: ['lena'], scopes: [] });
    expect(keys.subject('lena')).toBe('2:lena');
    await keys.erase('nobody', at);
    expect(keys.people()).toEqual([
      { person: 'lena', erased: [at], hasKey: true },
      { person: 'nobody', erased: [at], hasKey: false },
      { person: 'tom', erased: [], hasKey: true },
    ]);
    expect(keys.scopes('run:')).toEqual(['run:1']);
    await keys.forget(['run:1']);
    expect(keys.secret('run:1')).toBeNull();
    keys.close();
  });
}
