/** Says what is being measured, on a terminal alone. */
export function progress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`  ${what} …\n`);
}
