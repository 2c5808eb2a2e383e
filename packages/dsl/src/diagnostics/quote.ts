const longest = 60;

/** The author's text in backticks, on one line and not too long: how every message names what was written. */
export function quote(written: unknown): string {
  const text = typeof written === 'string' ? written : (JSON.stringify(written) ?? 'nothing');
  const line = text.replaceAll(/\s+/gu, ' ').replaceAll('`', "'").trim();
  const characters = Array.from(line);
  return characters.length > longest ? `\`${characters.slice(0, longest - 1).join('')}…\`` : `\`${line}\``;
}

/** Several names in backticks: `` `a`, `b` and `c` ``. At most `limit`, then how many more. */
export function quoteList(names: readonly string[], limit = 12): string {
  const shown = names.slice(0, limit).map(quote);
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}` : all.join('');
}
