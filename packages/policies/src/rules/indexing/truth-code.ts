import type { Truth } from '../../conditions/truth.ts';

/** A truth as a number: what decides many rules at once stores and looks up numbers. */
export type TruthCode = number;

export const FAILS = 0;
export const UNDECIDED = 1;
export const HOLDS = 2;

/** What each code stands for. */
export const truths: readonly Truth[] = ['fails', 'undecided', 'holds'];

/**
 * `all` and `any` of two truths, at `3 * one + other`. Longer lists are folded. The rule library decides all of them, and longer lists, in
 * a test of these tables.
 */
export const allTable = Uint8Array.of(FAILS, FAILS, FAILS, FAILS, UNDECIDED, UNDECIDED, FAILS, UNDECIDED, HOLDS);
export const anyTable = Uint8Array.of(FAILS, UNDECIDED, HOLDS, UNDECIDED, UNDECIDED, HOLDS, HOLDS, HOLDS, HOLDS);
export const notTable = Uint8Array.of(HOLDS, UNDECIDED, FAILS);
