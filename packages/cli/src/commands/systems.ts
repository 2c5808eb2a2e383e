import { waitingForSystems } from '@deskbook/core/runs';
import type { RunCommand } from '../command-input.ts';
import { openStore } from '../input/open-store.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';
import { systemText } from '../output/wait-text.ts';

/** `systems`: what waits for which system, since when and until when, from the store alone. */
export const systems: RunCommand = async ({ options, terminal }) => {
  const store = openStore(String(options['store']), { readOnly: true, keys: textOption(options['keys']) });
  try {
    const waiting = [...Map.groupBy(waitingForSystems(store), ({ system }) => system)];
    if (options['format'] === 'json') {
      printJson(
        terminal,
        waiting.map(([system, steps]) => ({ system, since: steps[0]?.since ?? null, waiting: steps })),
      );
      return exitCode.fine;
    }
    const { bold } = paint(terminal.colour);
    if (waiting.length === 0) terminal.note('nothing waits for a system\n');
    for (const [system, steps] of waiting) {
      terminal.out(
        `${bold(system)}  ${steps.length} ${steps.length === 1 ? 'step waits' : 'steps wait'}, since ${steps[0]?.since ?? ''}\n`,
      );
      for (const step of steps)
        terminal.out(
          `  ${step.run}\n${systemText(step)
            .map((line) => `    ${line}\n`)
            .join('')}`,
        );
    }
    return exitCode.fine;
  } finally {
    await store.close();
  }
};
