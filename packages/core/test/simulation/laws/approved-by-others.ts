import { readFact } from '@deskbook/policies/conditions';
import type { History } from '../history.ts';
import { foldApproval, isEnough } from './fold-approval.ts';
import { journalOf, nodeOf, ofType, startOf, type Written } from './journal.ts';
import type { Law } from './law.ts';

export const approvedByOthers: Law = {
  name: 'approved by others',
  says: 'Nothing is approved by silence, by whoever asked for it, after its deadline, or by fewer people than it needs.',
  breaches: (history) => [...journalOf(history).runs].flatMap(([run, entries]) => approvalsOf(history, run, entries)),
};

/** Folds each approval of a run plainly, and looks at what the desk took for it: a vote that closed the question approved it. */
function approvalsOf(history: History, run: string, entries: readonly Written[]): readonly string[] {
  const start = startOf(entries);
  if (start === undefined) return [];
  const named = readFact(start.facts, 'ticket.requester');
  const not = [start.requester, named].filter((one) => typeof one === 'string');
  const asked = ofType(entries, 'approval.entry');
  return [...Map.groupBy(asked, ({ task }) => task)].flatMap(([task, all]) => {
    const verb = nodeOf(history, start.workflow, all[0]?.node ?? '')?.verb;
    const definition = verb?.kind === 'approve' ? history.bundle.approvals[verb.approval] : undefined;
    if (definition === undefined) return [`${task} asks for an approval that there is not`];
    const closing = all.findIndex((vote) => vote.entry.type === 'voted' && vote.entry.vote === 'approve' && closes(history, vote.when, task) && isLast(entries, vote)); // prettier-ignore
    const { wrong } = foldApproval(definition, all.map(({ entry }) => entry), not); // prettier-ignore
    const folded = foldApproval(definition, all.slice(0, closing + 1).map(({ entry }) => entry), not); // prettier-ignore
    const few = closing >= 0 && !isEnough(folded);
    const too = few ? [`it is approved by ${folded.approvals.join(', ') || 'nobody'}, and needs ${folded.need}`] : [];
    return [...wrong, ...too].map((how) => `${run}/${task}: ${how}`);
  });
}

function closes({ happenings }: History, when: number, task: string): boolean {
  const happening = happenings[when];
  return happening?.kind === 'commit' && (happening.commit.closeTasks ?? []).includes(task);
}

/** What never ends a run. */
const harmless: ReadonlySet<Written['type']> = new Set(['permission.decided', 'effect.requested', 'approval.asked', 'approval.mailed', 'approval.entry', 'timer.set']); // prettier-ignore

/** Whether nothing after a vote, in its own commit, may have closed the question for another reason: by ending its run. */
const isLast = (entries: readonly Written[], vote: Written): boolean =>
  entries.slice(entries.indexOf(vote) + 1).every(({ when, type }) => when !== vote.when || harmless.has(type));
