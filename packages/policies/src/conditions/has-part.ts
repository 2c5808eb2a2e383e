/** Parts that the platform looks for in linear time: it shifts by what it knows of the last 250 characters. */
const SHORT = 250;

/** Whether a text contains a part, in time linear in both, whatever they are. */
export function hasPart(text: string, part: string): boolean {
  if (part.length <= SHORT) return text.includes(part);
  return part.length <= text.length && search(text, part);
}

/** Knuth, Morris and Pratt: no character of the text is looked at again. */
function search(text: string, part: string): boolean {
  const borders = bordersOf(part);
  let matched = 0;
  for (let at = 0; at < text.length; at += 1) {
    matched = extend(part, borders, matched, text.charCodeAt(at));
    if (matched === part.length) return true;
  }
  return false;
}

/** For each beginning of a part, how long its longest shorter beginning is that it also ends with. */
function bordersOf(part: string): Int32Array {
  const borders = new Int32Array(part.length + 1);
  for (let at = 1; at < part.length; at += 1) {
    borders[at + 1] = extend(part, borders, borders[at] ?? 0, part.charCodeAt(at));
  }
  return borders;
}

/** How much of the part is matched after one more character. */
function extend(part: string, borders: Int32Array, matched: number, character: number): number {
  let length = matched;
  while (length > 0 && part.charCodeAt(length) !== character) length = borders[length] ?? 0;
  return part.charCodeAt(length) === character ? length + 1 : 0;
}
