import { pointerTo } from '../syntax/pointer.ts';

/** A JSON Pointer several steps further: `childPointer('/steps', 0, 'when')` is `/steps/0/when`. */
export function childPointer(pointer: string, ...segments: readonly (string | number)[]): string {
  return segments.reduce<string>(pointerTo, pointer);
}
