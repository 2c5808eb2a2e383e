import type { RunCommand } from '../command-input.ts';
import { openStore } from '../input/open-store.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';

/** `audit verify` and `audit export`: the journal, without the bundle. What verifies a store is mostly a machine, so JSON is what is piped. */
export const audit: RunCommand = async ({ parameters, options, terminal }) => {
  const store = openStore(String(options['store']), { readOnly: true });
  try {
    if (parameters[0] === 'export') {
      for (const stream of store.streams(typeof options['stream'] === 'string' ? options['stream'] : ''))
        for (const entry of store.entries(stream)) terminal.out(`${JSON.stringify(entry)}\n`);
      return exitCode.fine;
    }
    if (parameters[0] !== 'verify')
      throw new WrongUse(`audit does not know ${String(parameters[0])}`, 'it can `verify` and `export`');
    const found = store.verify();
    const format = options['format'] ?? (terminal.interactive ? 'pretty' : 'json');
    if (format === 'json') printJson(terminal, found);
    else {
      const { good, bad } = paint(terminal.colour);
      terminal.out(
        found.ok
          ? `${good('intact:')} ${found.entries} entries in ${found.streams} chains, ${found.seals} seals\n`
          : `${bad('not intact:')} ${found.stream} at entry ${found.sequence}: ${found.problem}\n`,
      );
    }
    return found.ok ? exitCode.fine : exitCode.findings;
  } finally {
    await store.close();
  }
};
