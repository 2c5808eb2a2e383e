const local = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u;

/**
 * Whether a text is one bare address and nothing else: no display name, no comment, no quoted part, no list, no white space.
 * Lengths are those of RFC 5321.
 */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const before = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (at < 1 || before.length > 64 || text.length > 254 || !local.test(before)) return false;
  return domain.split('.').every((part) => part.length <= 63 && label.test(part));
}
