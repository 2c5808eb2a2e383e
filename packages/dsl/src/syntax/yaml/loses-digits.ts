/** Whether a number as written (`0042`, `12345678901234567890`) has digits that its value has not. */
export function losesDigits(source: string, value: number): boolean {
  if (/^[-+]?0[0-9]/u.test(source)) return true;
  if (/^0[xo]/u.test(source)) return !Number.isSafeInteger(value);
  return digits(source).length > 15 && digits(source) !== digits(String(value));
}

/** The significant digits, without sign, point, exponent and the zeros around them. */
function digits(number: string): string {
  return number
    .replace(/e.*$/iu, '')
    .replaceAll(/[^0-9]/gu, '')
    .replace(/^0+/u, '')
    .replace(/0+$/u, '');
}
