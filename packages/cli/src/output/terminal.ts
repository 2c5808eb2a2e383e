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
  /** Says how far long work is, on a line that the next thing printed replaces; null takes it away. Absent: nobody is looking. */
  readonly progress?: (text: string | null) => void;
}

/** What decides about colour: flags win over the environment, `NO_COLOR` over everything the terminal says. */
export interface ColourWish {
  readonly flag: boolean | undefined;
  readonly environment: { readonly [name: string]: string | undefined };
}

/** The terminal this process was started in. */
export function processTerminal(wish: ColourWish): Terminal {
  const interactive = process.stdout.isTTY ?? false;
  const width = process.stdout.columns || 100;
  const line = progressLine(width);
  const watched = (process.stderr.isTTY ?? false) && wish.environment['TERM'] !== 'dumb';
  return {
    out: (text) => {
      line(null);
      process.stdout.write(text);
    },
    note: (text) => {
      line(null);
      process.stderr.write(text);
    },
    interactive,
    colour: wantsColour(wish, interactive),
    width,
    ...(watched && { progress: line }),
  };
}

/** How often the progress line changes at most, in milliseconds: what is faster nobody reads. */
const pause = 80;

function progressLine(width: number): (text: string | null) => void {
  let shown = false;
  let last = Number.NEGATIVE_INFINITY;
  return (text) => {
    const now = performance.now();
    if (text !== null && now - last < pause) return;
    if (shown) process.stderr.write('\r\u001b[2K');
    shown = text !== null;
    if (text === null) return;
    last = now;
    process.stderr.write(text.slice(0, width - 1));
  };
}

/** `--color`/`--no-color`, else `NO_COLOR` (any value but empty), else `FORCE_COLOR`, else whether a person is looking. */
export function wantsColour({ flag, environment }: ColourWish, interactive: boolean): boolean {
  if (flag !== undefined) return flag;
  if (environment['NO_COLOR']) return false;
  if (environment['FORCE_COLOR'] && environment['FORCE_COLOR'] !== '0') return true;
  return interactive && environment['TERM'] !== 'dumb';
}
