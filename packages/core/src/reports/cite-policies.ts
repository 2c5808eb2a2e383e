import type { Cited } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { ResolutionReport } from './resolution-report.ts';

/** The paragraphs that were cited, each once, in the order they came up; and those the bundle has no text of. */
export function citePolicies(
  bases: readonly Cited[],
  bundle: Bundle,
): { readonly cited: ResolutionReport['cited']; readonly unknown: readonly string[] } {
  const cites = [...new Set(bases.flatMap((basis) => basis.cites))];
  const texts = cites.map((cite) => ({ cite, text: paragraph(cite, bundle) }));
  return {
    cited: texts.flatMap(({ cite, text }) => (text === null ? [] : { cite, text })),
    unknown: texts.flatMap(({ cite, text }) => (text === null ? cite : [])),
  };
}

function paragraph(cite: string, { policies }: Bundle): string | null {
  const [id = '', anchor] = cite.split('#', 2);
  const document = Object.hasOwn(policies, id) ? policies[id] : undefined;
  if (document === undefined) return null;
  if (anchor === undefined) return document.title;
  return Object.hasOwn(document.anchors, anchor) ? (document.anchors[anchor] ?? null) : null;
}
