import { renderText } from '@deskbook/templates';
import type { FactPath, Facts, Text } from '@deskbook/policies';
import type { Resolved } from './resolve-values.ts';

const expression = /\{\{([^{}]*)\}\}/gu;
const path = /[a-z_][\w-]*(?:\.[\w-]+)+/giu;

/** The facts a text for people speaks of, in any of its languages: what to gather before saying it. */
export function templatesIn(text: Text): readonly FactPath[] {
  const found = Object.values(text).flatMap((words) =>
    [...words.matchAll(expression)].flatMap(([, inside = '']) => [...inside.matchAll(path)].map(([name]) => name)),
  );
  return [...new Set(found)];
}

/** A text as it is written in the first of these languages it has. */
export function inFirstOf(text: Text, languages: readonly string[]): string {
  const language = languages.find((language) => Object.hasOwn(text, language)) ?? Object.keys(text)[0];
  return language === undefined ? '' : (text[language] ?? '');
}

/** A text as it is said: in the first of these languages it has, with what it speaks of filled in. */
export function say(text: Text, languages: readonly string[], facts: Facts): Resolved<string> {
  const rendered = renderText(inFirstOf(text, languages), facts);
  if (rendered.ok) return { ok: true, value: rendered.text };
  return { ok: false, missing: rendered.missing.length > 0 ? rendered.missing : rendered.problems };
}
