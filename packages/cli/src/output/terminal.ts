/** Where a command prints: results to `out`, everything about the work (progress, warnings, errors) to `note`. */
export interface Terminal {
  /** Prints a result. */
  readonly out: (text: string) => void;
  /** Prints what is said about the work: progress, warnings, errors. */
  readonly note: (text: string) => void;
  /** Whether results go to a person: then they may be coloured, and progress is shown. */
  readonly interactive: boolean;
  /** Whether to colour. */
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
}

/** What decides about colour: flags win over the environment, `NO_COLOR` over everything the terminal says. */
export interface ColourWish {
  readonly flag: boolean | undefined;
  readonly environment: { readonly [name: string]: string | undefined };
}

/** The terminal this process was started in. */
export function processTerminal(wish: ColourWish): Terminal {
  const interactive = process.stdout.isTTY ?? false;
  return {
    out: (text) => process.stdout.write(text),
    note: (text) => process.stderr.write(text),
    interactive,
    colour: wantsColour(wish, interactive),
    width: process.stdout.columns ?? 100,
  };
}

/** `--color`/`--no-color`, else `NO_COLOR` (any value but empty), else `FORCE_COLOR`, else whether a person is looking. */
export function wantsColour({ flag, environment }: ColourWish, interactive: boolean): boolean {
  if (flag !== undefined) return flag;
  if (environment['NO_COLOR']) return false;
  if (environment['FORCE_COLOR'] && environment['FORCE_COLOR'] !== '0') return true;
  return interactive && environment['TERM'] !== 'dumb';
}
