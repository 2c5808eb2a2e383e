const mask = '••••';

/** What looks like a secret wherever it stands: who asks in a URL, and what follows the words that name one. */
const patterns: readonly RegExp[] = [
  /(?<=:\/\/)[^\s/@]{1,200}(?=@)/gu,
  /(?<=\b(?:bearer|basic) )[\w.~+/=-]{4,2000}/giu,
  /(?<=\b(?:password|passwd|secret|token|api[_-]?key|signature)["']?[=:] ?["']?)[^\s"'&;,]{1,2000}/giu,
];

/** How much of what a failure says is kept, in characters. */
const longest = 500;

/** What a failure says, for people who look after systems: short, and without the secrets that were handed out or look like some. */
export function maskFailure(said: string, secrets: ReadonlySet<string>): string {
  let text = said.slice(0, 4 * longest);
  for (const secret of secrets) text = text.replaceAll(secret, mask);
  for (const pattern of patterns) text = text.replaceAll(pattern, mask);
  return text.slice(0, longest).toWellFormed();
}
