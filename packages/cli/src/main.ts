import { runProgram } from './program.ts';
import { processTerminal } from './output/terminal.ts';

process.exitCode = await runProgram(process.argv.slice(2), (flag) =>
  processTerminal({ flag, environment: process.env }),
);
