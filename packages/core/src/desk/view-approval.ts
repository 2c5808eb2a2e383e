import type { ApprovalDefinition, ApprovalState, ApprovalStep } from '@deskbook/policies';
import { reduceApproval, whoIsAsked } from '@deskbook/policies/approvals';
import { readerOf } from '../execution/about-approval.ts';
import { entryOf, streamOf } from '../execution/entry-body.ts';
import { loadRun, type LoadedRun } from '../execution/load-run.ts';
import { runFacts } from '../execution/run-facts.ts';
import { say, templatesIn } from '../execution/spoken-text.ts';
import { approvalEntries } from '../kernel/approval-entries.ts';
import { namedAsNow } from '../kernel/moving/named-as-now.ts';
import { indexOf } from '../kernel/graph.ts';
import type { ApprovalView } from './approval-view.ts';
import type { DeskParts } from './desk-parts.ts';

/** How an approval stands for one person: folded from its own entries, so that it can be told long after it has ended. */
export async function viewApproval(parts: DeskParts, task: string, person: string): Promise<ApprovalView | null> {
  const [run = ''] = task.split('/', 1);
  const loaded = loadRun(parts.host, run);
  const folded = loaded === null ? null : foldApproval(parts, loaded, task);
  if (loaded === null || folded === null) return null;
  const { definition, state, title } = folded;
  const { languages } = await readerOf(parts.host, loaded.bundle, person);
  return {
    question: (await questionFor(parts, loaded, definition, languages)) ?? title,
    language: languages[0] ?? loaded.bundle.languages[0],
    status: state.status,
    asked: whoIsAsked(definition, state).includes(person),
    voted: state.votes.find(({ by }) => by === person)?.vote ?? null,
    noteRequired: definition.reject.note === 'required',
    about: JSON.stringify(state.asked),
  };
}

interface FoldedApproval {
  readonly definition: ApprovalDefinition;
  readonly state: ApprovalState;
  readonly title: string;
}

function foldApproval({ store }: DeskParts, { run, graph }: LoadedRun, task: string): FoldedApproval | null {
  let folded: FoldedApproval | null = null;
  let state: ApprovalState | null = null;
  let title: string | null = null;
  for (const happened of approvalEntries(namedAsNow(store.entries(streamOf(run)).map(entryOf)))) {
    const verb = indexOf(graph).nodes.get(happened.node)?.verb;
    const definition = verb?.kind === 'approve' ? graph.approvals[verb.approval] : undefined;
    if (definition === undefined || happened.task !== task) continue;
    const step: ApprovalStep = reduceApproval(definition, state, happened.entry);
    if (!step.ok) continue;
    title = happened.title ?? title ?? definition.id;
    state = step.state;
    folded = { definition, state, title };
  }
  // Whatever ended the run ended the question with it.
  if (folded === null || folded.state.status !== 'open' || store.task(task) !== null) return folded;
  return { ...folded, state: { ...folded.state, status: 'withdrawn' } };
}

/** The question as it would be said now; null where what it speaks of can't be read. */
async function questionFor(
  { host }: DeskParts,
  { bundle, state }: LoadedRun,
  { question }: ApprovalDefinition,
  languages: readonly string[],
): Promise<string | null> {
  const { facts } = await runFacts(host, bundle, state, ['requester', ...templatesIn(question)]);
  const said = say(question, languages, facts);
  return said.ok ? said.value : null;
}
