import type { Breach } from './judge.ts';
import { live, type Life, type LifeOptions } from './live.ts';
import { TROUBLES } from './trouble.ts';

/** The least of a world in which it still goes wrong: without every trouble that does not matter, and as short as it can be. */
export interface Smallest {
  readonly options: LifeOptions;
  readonly life: Life;
}

/** Leaves out what can be left out, as long as the same law is broken. Some thirty lives. */
export async function shrink(options: LifeOptions, breach: Breach): Promise<Smallest> {
  let smallest: Smallest = { options, life: await live(options) };
  const attempt = async (change: Partial<LifeOptions>): Promise<boolean> => {
    const smaller = { ...smallest.options, ...change };
    const life = await live(smaller);
    if (!life.breaches.some(({ law }) => law === breach.law)) return false;
    smallest = { options: smaller, life };
    return true;
  };
  for (const trouble of TROUBLES) {
    const without = smallest.options.without ?? [];
    if (!without.includes(trouble)) await attempt({ without: [...without, trouble] });
  }
  for (let turns = 256; turns >= 4; turns /= 2) if (!(await attempt({ turns }))) break;
  return smallest;
}

/** The command that leads this very world again. */
export function commandFor({ seed, without = [], turns }: LifeOptions): string {
  const less = without.length === 0 ? '' : ` --without ${without.join(',')}`;
  return `pnpm simulate --seed ${seed}${less}${turns === undefined ? '' : ` --turns ${turns}`} --trace`;
}
