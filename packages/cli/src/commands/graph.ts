import { didYouMean } from '@deskbook/dsl/diagnostics';
import { graphOf, toDot, toMermaid } from '@deskbook/dsl/graph';
import type { RunCommand } from '../command-input.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { printJson } from '../output/print-json.ts';

/** `graph`: a workflow, a tree or the whole bundle as a picture in words. */
export const graph: RunCommand = async ({ parameters, options, terminal }) => {
  const [folder, id] = parameters as readonly [string, string | undefined];
  const { bundle } = await openBundleFolder(folder, terminal);
  const drawn = graphOf(bundle, id);
  const drawable = [...Object.keys(bundle.workflows), ...Object.keys(bundle.trees)];
  if (!drawn)
    throw new WrongUse(
      `${folder} has no workflow or tree \`${id ?? ''}\``,
      didYouMean(id ?? '', drawable) ?? `there are ${drawable.join(', ')}`,
    );
  if (options['format'] === 'json') printJson(terminal, drawn);
  else terminal.out(options['format'] === 'dot' ? toDot(drawn) : toMermaid(drawn));
  return exitCode.fine;
};
