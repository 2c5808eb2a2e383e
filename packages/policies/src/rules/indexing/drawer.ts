/**
 * A drawer of the index: rules that are tried whenever it is opened, and drawers inside. `from` to `to` are its rules in the list of entries, in
 * declared order.
 */
export interface Drawer {
  readonly from: number;
  readonly to: number;
  readonly branches: readonly Branch[];
  readonly gates: readonly Gate[];
}

/** Drawers by the key of a fact, as the reader of facts numbers it. The one of its key is opened; all of them where the fact is absent. */
export interface Branch {
  readonly path: number;
  readonly drawers: ReadonlyMap<number, Drawer>;
}

/** A drawer that is opened unless a comparison fails which all rules inside need. */
export interface Gate {
  readonly part: number;
  readonly drawer: Drawer;
}

/** All drawers, and their entries: pairs of a rule's place and the program of what is left to decide of it. */
export interface Files {
  readonly root: Drawer;
  readonly entries: Int32Array;
}

/**
 * The program of a rule that is filed in several ways, for the branches of an `any`. What the keys came to says nothing about it then, and it is
 * written as its complement.
 */
export const wholeProgram = (program: number): number => ~program;
