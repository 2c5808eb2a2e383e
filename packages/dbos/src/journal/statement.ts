/** A statement that the server prepares once a session, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names a statement. */
export const statement = (name: string, text: string): Statement => ({ name: `deskbook_${name}`, text });

/** One row, its values in the order of the statement's columns. */
export type Row = readonly unknown[];
