/** A JSON Pointer (RFC 6901) to a child of `pointer`: `childPointer('/when', 'a/b')` is `/when/a~1b`. */
export function childPointer(pointer: string, ...segments: readonly (string | number)[]): string {
  return segments.reduce<string>((path, segment) => `${path}/${escapeSegment(String(segment))}`, pointer);
}

/** The pointer one level up; the root's own pointer is the empty string. */
export function parentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(pointer.lastIndexOf('/'), 0));
}

function escapeSegment(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
