import type { Json } from '@deskbook/policies';
import { builtInTemplates } from '@deskbook/templates/parse';
import type { Node } from '../../bundle/node.ts';
import { unusedDefinition } from '../../diagnostics/pages/analysis/unused-definition.ts';
import { kinds, type Kind } from '../../syntax/kind.ts';
import { bundleCalendar, parseBusinessTime } from '../compile-business-time.ts';
import { covers } from '../definitions/action-pattern.ts';
import { at } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { spell } from '../spell.ts';
import { everyNode } from './every-node.ts';

/** Approvals nobody asks for, workflows nothing starts, templates nobody sends, agents without an intent, calendars nothing counts on. */
export function usedDefinitions(compiled: Compiled): void {
  const used = usesOf(compiled);
  reportUnused('approval', used.approvals, 'nothing asks for it', compiled);
  reportUnused(
    'workflow',
    used.workflows,
    'no trigger, service or step starts it, and no grant lets anybody start it by hand',
    compiled,
  );
  reportUnused('template', used.templates, 'nothing sends it', compiled);
  reportUnused('agent', used.agents, 'no intent names a skill of it', compiled);
  reportUnused('calendar', used.calendars, 'no business time runs on it', compiled);
}

interface Uses {
  readonly approvals: ReadonlySet<string>;
  readonly workflows: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
  readonly agents: ReadonlySet<string>;
  readonly calendars: ReadonlySet<string>;
}

function usesOf(compiled: Compiled): Uses {
  const nodes = everyNode(compiled);
  const { access, approvals, agents, decisions, intents, services, triggers, workflows } = compiled;
  const byHand = access.grants.flatMap(({ allow, ask }) => [...allow, ...ask]);
  return {
    approvals: new Set([
      ...Object.values(decisions).flatMap(({ rules }) => rules.map(({ then }) => spell(then['approval']))),
      ...nodes.flatMap(({ verb }) => (verb.kind === 'approve' ? [verb.approval] : [])),
    ]),
    workflows: new Set([
      ...triggers.map(({ start }) => start),
      ...Object.values(services).map(({ start }) => start),
      ...nodes.flatMap(({ verb }) => (verb.kind === 'run' ? [verb.workflow] : [])),
      ...Object.keys(workflows).filter((id) => byHand.some((pattern) => covers(pattern, `start:${id}`))),
    ]),
    templates: new Set([
      ...Object.keys(builtInTemplates),
      ...nodes.flatMap(templateOf),
      ...Object.values(approvals).flatMap(({ email }) => email ?? []),
      ...Object.values(workflows).flatMap(({ report: template }) => template ?? []),
      ...includedTemplates(compiled),
    ]),
    agents: new Set([
      ...Object.values(intents).flatMap(({ skills }) => skills.map(({ agent }) => agent)),
      ...Object.values(agents).flatMap(({ id, part }) => (part === 'domain' ? [] : [id])),
    ]),
    calendars: new Set([
      ...[bundleCalendar(compiled.checking)].filter((id) => id !== undefined),
      ...Object.values(compiled.slas).flatMap(({ calendar }) => calendar ?? []),
      ...kinds.flatMap((kind) => compiled.checking.names.all(kind).flatMap(({ data }) => calendarsIn(data))),
    ]),
  };
}

/** Calendars that a length of time names. */
function calendarsIn(data: Json): readonly string[] {
  if (typeof data === 'string') {
    const { calendar } = parseBusinessTime(data) ?? {};
    return calendar === undefined ? [] : [calendar];
  }
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(calendarsIn) : [];
}

/** The template a step sends, where it is said outright; one that comes from a fact could be any. */
function templateOf({ verb }: Node): readonly string[] {
  if (verb.kind !== 'do') return [];
  const { template } = verb.with;
  return template?.kind === 'literal' && typeof template.value === 'string' ? [template.value] : [];
}

function includedTemplates({ templates }: Compiled): readonly string[] {
  const bodies = Object.values(templates).flatMap(({ texts }) => Object.values(texts).map(({ body }) => body));
  return bodies.flatMap((body) => [...body.matchAll(/\{\{#?>\s*([\w-]+)/g)].flatMap(([, id]) => id ?? []));
}

function reportUnused(kind: Kind, used: ReadonlySet<string>, why: string, { checking }: Compiled): void {
  for (const definition of checking.names.all(kind)) {
    if (used.has(definition.id)) continue;
    report(
      at(placeIn(checking, definition), 'id'),
      unusedDefinition,
      `${kind} \`${definition.id}\` is never used: ${why}`,
    );
  }
}
