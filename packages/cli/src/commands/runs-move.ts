import type { Desk } from '@deskbook/core';
import type { CommandInput } from '../command-input.ts';
import { textOption } from '../input/text-option.ts';
import { moveText } from '../output/move-text.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import type { ExitCode } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';

/** Moves a run to the bundle as it is now. What is in the way is a finding. */
export async function moveRun(
  desk: Desk,
  run: string,
  by: string,
  { options, terminal }: CommandInput,
): Promise<ExitCode> {
  const reason = textOption(options['note']) ?? 'said so on the command line';
  const moved = await desk.move(run, { by, reason, map: mapIn(options) });
  if (options['format'] === 'json') {
    printJson(terminal, moved);
    return moved.ok ? exitCode.fine : exitCode.findings;
  }
  const colours = paint(terminal.colour);
  if (moved.plan !== null) terminal.out(`${moveText(moved.plan, colours)}\n`);
  if (!moved.ok) terminal.note(`not moved: ${moved.plan === null ? moved.reason : 'see what is in the way'}\n`);
  return moved.ok ? exitCode.fine : exitCode.findings;
}

/** Says what moving a run would come to. Nothing is changed; what is in the way is a finding. */
export async function planMove(desk: Desk, run: string, { options, terminal }: CommandInput): Promise<ExitCode> {
  const plan = await desk.planMove(run, { map: mapIn(options) });
  if (plan === null) throw new WrongUse(`the bundle that ${run} is on is not in the store`);
  if (options['format'] === 'json') printJson(terminal, plan);
  else terminal.out(`${moveText(plan, paint(terminal.colour))}\n`);
  return plan.inTheWay.length === 0 ? exitCode.fine : exitCode.findings;
}

/** `--map old=new,other=another`. */
function mapIn(options: CommandInput['options']): { readonly [node: string]: string } {
  const pairs = (textOption(options['map']) ?? '').split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [old = '', now = '', ...rest] = pair.split('=').map((name) => name.trim());
      if (old === '' || now === '' || rest.length > 0)
        throw new WrongUse(`\`${pair}\` is no pair of steps`, 'write --map old=new,other=another');
      return [old, now] as const;
    }),
  );
}
