import type { CellRange, Read } from './unary-tests.ts';

/** A refusal of what is no S-FEEL. */
export function invalid(at: CellRange, message: string, help: string | null = null): Read<never> {
  return { ok: false, problem: { kind: 'invalid', at: rangeOf(at), message, help } };
}

/** A refusal of FEEL that is beyond S-FEEL, or means nothing here. */
export function unsupported(at: CellRange, message: string, help: string | null = null): Read<never> {
  return { ok: false, problem: { kind: 'unsupported', at: rangeOf(at), message, help } };
}

/** Of a node only where it stands. */
export function rangeOf({ from, to }: CellRange): CellRange {
  return { from, to };
}
