import type { Rejection } from '@deskbook/core';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { CommandInput } from '../command-input.ts';
import { sourceHint } from '../input/read-events.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { printJson } from './print-json.ts';

/** Prints that the event a command is about was rejected, and what would help; says how the command ends. */
export function printRejected(
  { options, terminal }: CommandInput,
  bundle: Bundle,
  rejected: { readonly status: 'rejected'; readonly rejection: Rejection },
): ExitCode {
  const hint = sourceHint(bundle, textOption(options['source'])) ?? '';
  if (options['format'] === 'json') printJson(terminal, rejected);
  else terminal.note(`the event was rejected: ${rejected.rejection.message}\n${hint}`);
  return exitCode.findings;
}
