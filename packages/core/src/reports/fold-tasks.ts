import type { JsonObject } from '@deskbook/policies';
import type { Node } from '@deskbook/dsl/bundle';
import { renderText } from '@deskbook/templates';
import type { Entry } from '../kernel/entry.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { RunHistory } from './report-input.ts';
import { inLanguage } from './report-words.ts';
import type { ResolutionReport } from './resolution-report.ts';
import { runNodes } from './run-nodes.ts';

type ReportTask = ResolutionReport['tasks'][number];

/** Work that people were given, in the order it was opened, with what they answered. */
export function foldTasks(history: RunHistory, language: string, secrets: Set<string>): readonly ReportTask[] {
  const nodes = runNodes(history.workflow);
  const tasks = new Map<string, ReportTask>();
  const open = new Map<string, string>();
  const started = history.entries.find((entry) => entry.type === 'run.started');
  const data = { ...started?.facts, input: started?.input ?? {} };
  for (const entry of history.entries) {
    if (entry.type === 'task.opened') {
      const { task, node, what } = entry;
      const title = taskTitle(nodes.get(node), what, language, data) ?? node;
      tasks.set(task, { node, title, kind: what, outcome: null, by: null, at: null, note: null, form: {} });
      open.set(`${node}#${entry.visit}`, task);
    } else if (entry.type === 'task.answered') {
      answer(tasks, entry, nodes.get(entry.node), secrets);
    } else if (entry.type === 'timer.fired' && entry.timer === 'within') {
      timeOut(tasks, open.get(`${entry.node}#${entry.visit}`), entry.at);
    }
  }
  return [...tasks.values()];
}

/** What the person was asked, as far as the facts of the start can tell; else what the step is called. */
function taskTitle(
  node: Node | undefined,
  what: ReportTask['kind'],
  language: string,
  data: JsonObject,
): string | null {
  if (node === undefined) return null;
  const { verb } = node;
  const isOwn = what !== 'hold' && (verb.kind === 'task' || verb.kind === 'ask');
  const asked = isOwn ? renderText(inLanguage(verb.text, language), data) : null;
  return asked?.ok === true ? asked.text : inLanguage(node.title, language);
}

type Answer = Extract<Entry, { type: 'task.answered' }>;

function answer(tasks: Map<string, ReportTask>, entry: Answer, node: Node | undefined, secrets: Set<string>): void {
  const task = tasks.get(entry.task);
  if (task === undefined) return;
  const verb = node?.verb;
  const fields = verb?.kind === 'task' || verb?.kind === 'ask' ? verb.form : {};
  const form = task.kind === 'tree' ? {} : maskSecrets(entry.form, fields, secrets);
  const { outcome, by, note, at } = entry;
  tasks.set(entry.task, { ...task, outcome, by, at, note, form });
}

function timeOut(tasks: Map<string, ReportTask>, id: string | undefined, at: string): void {
  const task = id === undefined ? undefined : tasks.get(id);
  if (id !== undefined && task?.outcome === null) tasks.set(id, { ...task, outcome: 'timed_out', at });
}
