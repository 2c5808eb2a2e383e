/** An option or argument that is a text; undefined where it was not given. */
export function textOption(option: unknown): string | undefined {
  return typeof option === 'string' ? option : undefined;
}
