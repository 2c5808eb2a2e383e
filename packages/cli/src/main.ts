import { enableCompileCache } from 'node:module';

// Compiled code is kept between runs where the machine allows it: a command loads hundreds of small files, and compiling them is
// half of its start. It must come before they are loaded, hence the imports that wait.
enableCompileCache();
const [{ runProgram }, { processTerminal }] = await Promise.all([
  import('./program.ts'),
  import('./output/terminal.ts'),
]);

// Whoever reads may stop reading: `deskbook explain | head` is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runProgram(process.argv.slice(2), (flag) =>
  processTerminal({ flag, environment: process.env }),
);
