import { existsSync } from 'node:fs';
import { sqliteStore } from '@deskbook/core';
import { renderReport } from '@deskbook/core/reports';
import type { RunCommand } from '../command-input.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { openDeskFor } from '../input/open-desk-for.ts';
import { text } from '../input/one-event.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { printJson } from '../output/print-json.ts';

/** `report`: a run's resolution report as Markdown, HTML or JSON. */
export const report: RunCommand = async ({ parameters, options, terminal }) => {
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const path = String(options['store']);
  if (!existsSync(path)) throw new WrongUse(`there is no store at ${path}`);
  const store = sqliteStore(path, { readOnly: true });
  const { desk } = await openDeskFor(opened, { store, now: undefined });
  try {
    const id = String(options['run']);
    if (!store.run(id)) throw new WrongUse(`there is no run ${id}`, '`deskbook runs` lists them');
    const document = await desk.report(id);
    if (options['format'] === 'json') printJson(terminal, document);
    else {
      const format = options['format'] === 'html' ? 'html' : 'markdown';
      terminal.out(
        renderReport(document, {
          format,
          language: text(options['language']) ?? opened.bundle.languages[0],
          bundle: opened.bundle,
        }),
      );
    }
    return exitCode.fine;
  } finally {
    await desk.close();
  }
};
