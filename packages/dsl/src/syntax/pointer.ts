/** A JSON Pointer one step further: `('/steps', 'a/b')` is `/steps/a~1b`. */
export function pointerTo(parent: string, key: string | number): string {
  return typeof key === 'number' ? `${parent}/${key}` : `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
