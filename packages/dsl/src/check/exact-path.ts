import type { FactPath, Json } from '@deskbook/policies';

/** The path of a text that is exactly one `{{path}}`, which passes the value with its type; null for anything else. */
export function exactPath(raw: Json): FactPath | null {
  if (typeof raw !== 'string') return null;
  return /^\{\{\s*([A-Za-z_][\w-]*(?:\.[A-Za-z0-9_][\w-]*)*)\s*\}\}$/.exec(raw)?.[1] ?? null;
}

/** Whether a text has an expression anywhere in it. */
export function mentionsPath(text: string): boolean {
  return text.includes('{{');
}
