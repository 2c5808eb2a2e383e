import { planRoute, readRouteState } from '@deskbook/core/routing';
import { evaluate } from '@deskbook/policies/conditions';
import type { Json } from '@deskbook/policies';
import { renderText } from '@deskbook/templates';
import type { RunCommand } from '../command-input.ts';
import { openBundleFolder } from '../input/open-bundle.ts';
import { parseJson, readTextFile } from '../input/read-json-file.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';
import { explainRoute, routeWhy } from '../output/route-why.ts';

/** `route`: tasks, routing and trace for one intent; with `--why`, what calls for each agent. */
export const route: RunCommand = async ({ parameters, options, terminal }) => {
  const { bundle } = await openBundleFolder(parameters[0] as string, terminal);
  const file = options['state'] as string;
  const read = readRouteState(parseJson(readTextFile(file), file) as Json);
  if (!read.ok)
    throw new WrongUse(`${file}: ${read.refusal.message}`, 'it holds `{ "intent": { "intent_class": … } }`');
  const planned = planRoute(bundle, read.state, {
    holds: (condition, facts) => evaluate(condition, facts).truth === 'holds',
    render: (text, facts) => renderText(text, facts),
  });
  if (!planned.ok) {
    if (options['format'] === 'json') printJson(terminal, { error: planned.refusal });
    else terminal.note(`${planned.refusal.message}\n`);
    return exitCode.findings;
  }
  const { bold } = paint(terminal.colour);
  const { plan, trace } = planned.state;
  const intent = options['why'] === true ? bundle.intents[read.state.intent.intent_class] : undefined;
  const explanation = intent && explainRoute(bundle, intent, read.state.intent);
  if (options['format'] === 'json') printJson(terminal, { plan, trace, ...(explanation && { explanation }) });
  else {
    const why = explanation ? ['', bold('Why'), ...routeWhy(bundle, explanation, paint(terminal.colour)), ''] : [];
    terminal.out(`${routeText(plan, terminal.colour)}${why.join('\n')}`);
  }
  return exitCode.fine;
};

function routeText(
  { tasks, routing }: Extract<ReturnType<typeof planRoute>, { ok: true }>['state']['plan'],
  colour: boolean,
): string {
  const { bold, dim } = paint(colour);
  const lines = tasks.flatMap(({ id, description, owner, depends_on: after, required_data: data }) => [
    `${bold(id)}  ${description}`,
    `    ${owner}${after.length > 0 ? dim(`, after ${after.join(', ')}`) : ''}`,
    ...(data ?? []).map(({ data_path: path, min_count: count, priority }) =>
      dim(`    ${priority}: ${path} (at least ${count})`),
    ),
  ]);
  return `${lines.join('\n')}\n\n${bold('Routing')}  ${routing.join(' → ')}\n`;
}
