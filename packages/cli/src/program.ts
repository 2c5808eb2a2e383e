import { Command, CommanderError, Option } from 'commander';
import { BrokenBundle, exitCode, WrongUse } from './output/exit-code.ts';
import type { ExitCode } from './output/exit-code.ts';
import { paint } from './output/paint.ts';
import type { Terminal } from './output/terminal.ts';
import { commands } from './commands.ts';
import type { CommandEntry } from './commands.ts';

/** Makes the terminal a command prints to, once `--color` is known. */
export type OpenTerminal = (colour: boolean | undefined) => Terminal;

/**
 * Runs the command line and gives its exit code. Commands are loaded when they are called, so that each starts as fast as what it
 * needs. Never throws: what is not foreseen is printed as an internal fault and ends with 3.
 */
export async function runProgram(parameters: readonly string[], openTerminal: OpenTerminal): Promise<ExitCode> {
  let code: ExitCode = exitCode.fine;
  const terminal = openTerminal(undefined);
  const { bold } = paint(terminal.colour);
  const program = new Command('deskbook')
    .description('Run an IT support desk from a folder of YAML.')
    .option('--color', 'colour, also where nobody is looking')
    .option('--no-color', 'no colour (as does NO_COLOR)')
    .version('0.1.0', '-V, --version')
    .exitOverride()
    .showHelpAfterError('(--help shows how it is used)')
    .configureHelp({ subcommandTerm: (command) => command.name(), styleTitle: bold })
    .addHelpText(
      'after',
      `\nExit codes: 0 fine, 1 findings, failures or a denial, 2 wrong use, 3 internal fault.\nBegin with: deskbook init my-desk`,
    );
  for (const entry of commands) add(program, entry, { openTerminal, bold, ended: (how) => (code = how) });
  program.configureOutput({ writeOut: terminal.out, writeErr: terminal.note });
  for (const command of program.commands) command.configureOutput({ writeOut: terminal.out, writeErr: terminal.note });
  try {
    await program.parseAsync([...parameters], { from: 'user' });
    return code;
  } catch (error) {
    return failed(error, terminal);
  }
}

interface Adding {
  readonly openTerminal: OpenTerminal;
  readonly bold: (text: string) => string;
  readonly ended: (code: ExitCode) => void;
}

function add(program: Command, entry: CommandEntry, { openTerminal, bold, ended }: Adding): void {
  const command = program
    .command(entry.usage)
    .summary(entry.summary)
    .description(entry.description ?? entry.summary)
    .exitOverride();
  for (const option of entry.options ?? []) {
    const made = new Option(option.flags, option.description);
    if (option.choices) made.choices(option.choices);
    if (option.default !== undefined) made.default(option.default);
    command.addOption(option.required ? made.makeOptionMandatory() : made);
  }
  command.addHelpText(
    'after',
    `\n${bold('Examples:')}\n${entry.examples.map((example) => `  deskbook ${example}`).join('\n')}`,
  );
  command.action(async (...received: unknown[]) => {
    const self = received.at(-1) as Command;
    const options = self.optsWithGlobals<{ readonly color?: boolean }>();
    const explicit = program.getOptionValueSource('color') === 'cli' ? options.color : undefined;
    const run = await entry.load();
    ended(await run({ parameters: self.processedArgs, options, terminal: openTerminal(explicit) }));
  });
}

function failed(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.wrongUse;
  const { bad, dim } = paint(terminal.colour);
  if (error instanceof WrongUse) {
    terminal.note(`${bad('deskbook:')} ${error.message}\n${error.remedy === null ? '' : `${dim(error.remedy)}\n`}`);
    return exitCode.wrongUse;
  }
  if (error instanceof BrokenBundle) {
    terminal.note(`${bad('deskbook:')} ${error.message}\n`);
    return exitCode.findings;
  }
  // Known by its name: most commands open no store, and do not load what does.
  if (error instanceof Error && error.name === 'StoreError') {
    const remedy = 'what was accepted is kept: run it again once that is mended';
    terminal.note(`${bad('deskbook: the store:')} ${error.message}\n${dim(remedy)}\n`);
    return exitCode.fault;
  }
  terminal.note(
    `${bad('deskbook: internal fault:')} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return exitCode.fault;
}
