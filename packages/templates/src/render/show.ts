import { isSecret, secretMask } from './secret.ts';

/** A value as text, or why it has none. */
export type Shown = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

/** Texts, numbers and truth values as they are, lists of them with commas, secrets masked. A record has no text of its own. */
export function show(value: unknown): Shown {
  if (typeof value === 'string') return { ok: true, text: value };
  if (typeof value === 'number' || typeof value === 'boolean') return { ok: true, text: String(value) };
  if (isSecret(value)) return { ok: true, text: secretMask };
  if (Array.isArray(value)) return showList(value);
  return { ok: false, problem: 'is a record; name one of its fields' };
}

function showList(values: readonly unknown[]): Shown {
  const texts: string[] = [];
  for (const value of values) {
    const shown = isAbsent(value) || Array.isArray(value) ? null : show(value);
    if (shown === null || !shown.ok)
      return { ok: false, problem: 'is a list of records; go through it with `{{#each}}`' };
    texts.push(shown.text);
  }
  return { ok: true, text: texts.join(', ') };
}

/** Absent: nothing was given, or nothing is known. Empty texts, zero and false are values. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
