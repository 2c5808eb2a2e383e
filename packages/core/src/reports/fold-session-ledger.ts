import type { Text } from '@deskbook/policies';
import type { SessionEntry } from '../troubleshooting/session-entry.ts';
import { contractOf, deniedBy, openLine, permittedBy } from './ledger-line.ts';
import type { LedgerContext } from './ledger-line.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { LedgerLine } from './resolution-report.ts';

/** What a session's fixes came to, as the ledger calls it. */
const results = { done: 'done', failed: 'failed', unknown: 'unknown', denied: 'refused' } as const;

type Ending = Extract<SessionEntry, { type: 'session.performed' }>;

/** Accounts for what a troubleshooting session did: each fix that was asked for, by whose permission, and what came of it. */
export function foldSessionLedger(entries: readonly SessionEntry[], context: LedgerContext): readonly LedgerLine[] {
  const [started] = entries;
  if (started?.type !== 'session.started') return [];
  const lines = new Map<string, LedgerLine>();
  for (const entry of entries) {
    if (entry.type !== 'session.requested' && entry.type !== 'session.performed') continue;
    const place = `${entry.tree}/${entry.node}#${entry.visit}`;
    const before = lines.get(place);
    if (entry.type === 'session.requested') {
      const { action, key, input, node } = entry;
      const title = fixOf(context, entry.tree, node);
      const opened = openLine(context, {
        run: started.session,
        node,
        key,
        action,
        input,
        requestedAt: before?.requestedAt ?? entry.at,
        title,
      });
      lines.set(place, { ...opened, ...permittedBy(context, entry.permission), attempts: (before?.attempts ?? 0) + 1 });
    } else if (before) lines.set(place, ended(before, entry, context));
    else if (entry.denial) {
      const { action } = entry.denial;
      const opened = openLine(context, {
        run: started.session,
        node: entry.node,
        key: place,
        action,
        input: {},
        requestedAt: entry.at,
        title: fixOf(context, entry.tree, entry.node),
      });
      lines.set(place, { ...opened, ...deniedBy(context, entry.denial), result: 'refused', finishedAt: entry.at });
    }
  }
  return [...lines.values()];
}

function fixOf({ bundle }: LedgerContext, tree: string, node: string): Text | undefined {
  const found = bundle.trees[tree]?.nodes[node];
  return found?.kind === 'fix' ? found.fix : undefined;
}

function ended(line: LedgerLine, entry: Ending, context: LedgerContext): LedgerLine {
  const output = maskSecrets(entry.output, contractOf(context.bundle, line.action)?.output ?? {}, context.secrets);
  const denial = entry.denial ? deniedBy(context, entry.denial) : {};
  return { ...line, reason: entry.reason, ...denial, result: results[entry.result], finishedAt: entry.at, output };
}
