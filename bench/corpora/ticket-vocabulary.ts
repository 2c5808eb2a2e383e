const numbered = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => `${name}-${number}`);

/** What the fields of a ticket can be; `service` comes with the corpus, because a larger desk has more of them. */
export const vocabulary = {
  priority: ['P1', 'P2', 'P3', 'P4'],
  channel: ['mail', 'portal', 'phone', 'chat'],
  site: numbered('site', 8),
  department: numbered('department', 10),
} as const;

/** Ages of tickets are below this many minutes. */
export const ages = 100;
