import { NoSuchRun } from '@deskbook/core';
import { renderReport } from '@deskbook/core/reports';
import type { RunCommand } from '../command-input.ts';
import { findRun } from '../input/find-run.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { openDeskFor } from '../input/open-desk-for.ts';
import { openStore } from '../input/open-store.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';

/** `report`: a run's resolution report as Markdown, HTML or JSON. */
export const report: RunCommand = async ({ parameters, options, terminal }) => {
  const opened = await openBundleFolder(String(parameters[0]), terminal);
  const store = openStore(String(options['store']), { readOnly: true, keys: textOption(options['keys']) });
  const { desk } = await openDeskFor(opened, { store, now: undefined });
  try {
    const { run: id } = findRun(store, String(options['run']));
    const { bundle } = opened;
    const language = textOption(options['language']) ?? bundle.languages[0];
    const document = await desk.report(id, { language }).catch((error: unknown) => {
      if (error instanceof NoSuchRun) throw new WrongUse(error.message, 'open it with the version that ran it');
      throw error;
    });
    const format = options['format'] === 'html' || options['format'] === 'json' ? options['format'] : 'markdown';
    const written = renderReport(document, format, {
      language,
      zone: bundle.zone,
      templates: bundle.templates,
      template: bundle.workflows[document.workflow]?.report ?? null,
    });
    if (!written.ok) {
      terminal.note(`the report can't be written: its template needs ${written.missing.join(', ')}\n`);
      return exitCode.findings;
    }
    terminal.out(written.text);
    return exitCode.fine;
  } finally {
    await desk.close();
  }
};
