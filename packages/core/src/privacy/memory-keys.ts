import type { Random } from '../ports/random.ts';
import { systemRandom } from '../ports/system-random.ts';
import { type PersonKeys, subjectOf } from './person-keys.ts';

const length = 32;

/** Keys in memory, for tests and for trying things out: nothing can be read again once the process has ended. */
export function memoryKeys(random: Random = systemRandom()): PersonKeys {
  const lives = new Map<string, (Uint8Array | null)[]>();
  const erased = new Map<string, string[]>();
  const secrets = new Map<string, Uint8Array>();
  let destroyed = 0;
  return {
    id: Buffer.from(random.bytes(12)).toString('hex'),
    get destroyed() {
      return destroyed;
    },
    subject(person) {
      const known = lives.get(person);
      return known?.at(-1) ? subjectOf(person, known.length) : null;
    },
    key(subject) {
      const colon = subject.indexOf(':');
      return lives.get(subject.slice(colon + 1))?.[Number(subject.slice(0, colon)) - 1] ?? null;
    },
    secret: (scope) => secrets.get(scope) ?? null,
    scopes: (prefix) => [...secrets.keys()].filter((scope) => scope.startsWith(prefix)).sort(),
    async make({ people, scopes }) {
      for (const person of people) {
        const known = lives.get(person) ?? [];
        if (!known.at(-1)) lives.set(person, [...known, random.bytes(length)]);
      }
      for (const scope of scopes) if (!secrets.has(scope)) secrets.set(scope, random.bytes(length));
    },
    async erase(person, at) {
      destroyed += 1;
      for (const key of lives.get(person) ?? []) key?.fill(0);
      lives.set(
        person,
        (lives.get(person) ?? [null]).map(() => null),
      );
      erased.set(person, [...(erased.get(person) ?? []), at]);
    },
    async forget(scopes) {
      destroyed += 1;
      for (const scope of scopes) {
        secrets.get(scope)?.fill(0);
        secrets.delete(scope);
      }
    },
    people: () =>
      [...lives.keys()]
        .sort()
        .map((person) => ({ person, erased: erased.get(person) ?? [], hasKey: Boolean(lives.get(person)?.at(-1)) })),
    close: () => {},
  };
}
