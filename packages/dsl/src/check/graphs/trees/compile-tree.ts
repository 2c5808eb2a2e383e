import type { Json, JsonObject, Text } from '@deskbook/policies';
import type { Tree, TreeCheck, TreeOutcome } from '../../../bundle/tree.ts';
import { nodeAndOutcome } from '../../../diagnostics/pages/flow/node-and-outcome.ts';
import type { Definition } from '../../../syntax/syntax.ts';
import { compileFields } from '../../compile-field.ts';
import { compileText } from '../../compile-text.ts';
import { factScope } from '../../fact-scope.ts';
import { isRecord } from '../../is-record.ts';
import { placeIn } from '../../place-at.ts';
import { at, referenceTo, within, type Place } from '../../place.ts';
import type { Program } from '../../program.ts';
import { report } from '../../report.ts';
import { extendScope, recordRoot } from '../../scope.ts';
import { spell } from '../../spell.ts';
import { valuesRoot } from '../../values-root.ts';
import { compileSpoken } from '../steps/compile-spoken.ts';
import { spelledOut } from '../steps/compile-step.ts';
import { watched } from '../watched.ts';
import { compileTreeCheck } from './compile-tree-check.ts';
import { compileTreeNode } from './compile-tree-node.ts';
import { compileTarget, type TreeContext } from './tree-context.ts';

/** How often a node may be visited where the tree does not say: it has no circle then, but may be called more than once. */
const usualVisits = 10;

/** A troubleshooting tree, compiled. Null: something in it was wrong and has been reported, so that no later rule looks at it. */
export function compileTree(definition: Definition, program: Program): Tree | null {
  const { checking, failed } = watched(program.checking);
  const bare = placeIn(checking, definition, factScope(program.facts, valuesRoot(program.values)));
  const input = compileFields(definition.data['input'], at(bare, 'input'));
  const place = within(bare, extendScope(bare.scope, { input: recordRoot(input) }));
  const { data } = definition;
  const context = contextOf(data, { ...program, checking }, place);
  const tree: Tree = {
    id: definition.id,
    title: titleOf(data['title'], definition.id, at(place, 'title')),
    input,
    start: compileTarget(data['start'], context, at(place, 'start')),
    ifUnsure: compileTarget(data['if_unsure'], context, at(place, 'if_unsure')),
    loops: compileLoops(data, context, at(place, 'loops')),
    afterFix: compileAfterFix(data['after_fix'], context, at(place, 'after_fix')),
    nodes: compileNodes(data['nodes'], context, at(place, 'nodes')),
    outcomes: compileOutcomes(data['outcomes'], at(place, 'outcomes')),
    reference: referenceTo(place),
  };
  return failed() ? null : tree;
}

function contextOf(data: JsonObject, program: Program, place: Place): TreeContext {
  const nodes = isRecord(data['nodes']) ? Object.keys(data['nodes']) : [];
  const outcomes = isRecord(data['outcomes']) ? Object.keys(data['outcomes']) : [];
  for (const name of outcomes) {
    if (!nodes.includes(name)) continue;
    const message = `\`${name}\` is both a node and an outcome`;
    report(at(place, 'outcomes', name), nodeAndOutcome, message, { on: 'key', help: 'give one of them another name' });
  }
  const afterFix = isRecord(data['after_fix']) ? data['after_fix']['if_yes'] : undefined;
  return { program, targets: [...nodes, ...outcomes], ifFixed: typeof afterFix === 'string' ? afterFix : null };
}

function titleOf(raw: Json | undefined, id: string, place: Place): Text {
  const title = raw === undefined ? null : compileText(raw, place);
  return title ?? { [place.checking.languages[0]]: spelledOut(id) };
}

/** Without `loops` there is no circle: one that has to say how often. */
function compileLoops(data: JsonObject, context: TreeContext, place: Place): Tree['loops'] {
  const raw = data['loops'];
  if (!isRecord(raw)) return { visits: usualVisits, otherwise: spell(data['if_unsure']) };
  const visits = typeof raw['visits'] === 'number' ? raw['visits'] : usualVisits;
  return { visits, otherwise: compileTarget(raw['else'], context, at(place, 'else')) };
}

function compileAfterFix(raw: Json | undefined, context: TreeContext, place: Place): Tree['afterFix'] {
  if (!isRecord(raw)) return null;
  const ask = compileSpoken(raw['ask'] ?? null, at(place, 'ask'));
  if (raw['if_yes'] !== undefined) compileTarget(raw['if_yes'], context, at(place, 'if_yes'));
  const check: TreeCheck | null = compileTreeCheck(raw, context.program, place);
  return ask === null ? null : { ask, check };
}

function compileNodes(raw: Json | undefined, context: TreeContext, place: Place): Tree['nodes'] {
  return mapped(raw, (id, data) => compileTreeNode(id, data, context, at(place, id)));
}

function compileOutcomes(raw: Json | undefined, place: Place): Tree['outcomes'] {
  return mapped(raw, (id, data) => compileOutcome(id, data, at(place, id)));
}

/** The definitions of a mapping, compiled. Whatever a key is called, it is the result's own. */
function mapped<Result>(
  raw: Json | undefined,
  compile: (id: string, data: JsonObject) => Result | null,
): { readonly [id: string]: Result } {
  const entries = Object.entries(isRecord(raw) ? raw : {}).flatMap(([id, data]) => {
    const result = isRecord(data) ? compile(id, data) : null;
    return result === null ? [] : [[id, result] as const];
  });
  return Object.fromEntries(entries);
}

function compileOutcome(id: string, data: JsonObject, place: Place): TreeOutcome {
  const result = (['solved', 'explained', 'escalated'] as const).find((word) => word === data['result']) ?? 'escalated';
  return {
    id,
    result,
    to: typeof data['to'] === 'string' ? data['to'] : null,
    say: data['say'] === undefined ? null : compileSpoken(data['say'], at(place, 'say')),
    evidence: data['evidence'] === 'none' ? 'none' : 'all',
    reference: referenceTo(place),
  };
}
