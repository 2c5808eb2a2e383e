import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunCommand } from '../command-input.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';

/** What comes with the package: a bundle that lints, passes its test and can be tried at once. */
const starter = join(import.meta.dirname, '..', '..', 'starter');

/** `init`: copies the starter bundle into a folder that is new or empty. */
export const init: RunCommand = async ({ parameters, terminal }) => {
  const folder = textOption(parameters[0]) ?? '.';
  if (existsSync(folder) && readdirSync(folder).some((name) => !name.startsWith('.')))
    throw new WrongUse(`${folder} is not empty`, 'name a folder that is new or empty');
  mkdirSync(folder, { recursive: true });
  cpSync(starter, folder, { recursive: true });
  const { bold } = paint(terminal.colour);
  terminal.out(
    `made ${bold(folder)}; try:\n  deskbook lint ${folder}\n  deskbook test ${folder}\n  deskbook plan ${folder} --event ${join(folder, 'payloads/ticket.json')}\n`,
  );
  return exitCode.fine;
};
