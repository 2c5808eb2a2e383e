import type { JsonObject } from '@deskbook/policies';
import type { TreeNode } from '../../../bundle/tree.ts';
import { fixLeadsNowhere } from '../../../diagnostics/pages/flow/fix-leads-nowhere.ts';
import { compileFields } from '../../compile-field.ts';
import { isRecord } from '../../is-record.ts';
import { at, referenceTo, type Place } from '../../place.ts';
import { refer, referAmong } from '../../refer.ts';
import { report } from '../../report.ts';
import { spell } from '../../spell.ts';
import { compileAction } from '../steps/compile-action.ts';
import { compileSpoken } from '../steps/compile-spoken.ts';
import { compileChoices } from './compile-choices.ts';
import { compileKnown } from './compile-known.ts';
import { compileTreeCheck } from './compile-tree-check.ts';
import { compileTarget, type TreeContext } from './tree-context.ts';

type Common = Pick<TreeNode, 'id' | 'ifUnsure' | 'reference'>;

/** A node of a tree. Null: it was wrong, which has been reported. */
export function compileTreeNode(id: string, raw: JsonObject, context: TreeContext, place: Place): TreeNode | null {
  const unsure = raw['if_unsure'];
  const common: Common = {
    id,
    ifUnsure: unsure === undefined ? null : compileTarget(unsure, context, at(place, 'if_unsure')),
    reference: referenceTo(place),
  };
  if (raw['choose'] !== undefined) return compileChoice(common, raw, context, place);
  if (raw['fix'] !== undefined) return compileFix(common, raw, context, place);
  if (raw['collect'] !== undefined) return compileCollect(common, raw, context, place);
  if (raw['hand_to'] !== undefined) return compileHandTo(common, raw, context, place);
  if (raw['tree'] !== undefined) return compileCall(common, raw, context, place);
  return compileQuestion(common, raw, context, place);
}

function compileQuestion(common: Common, raw: JsonObject, context: TreeContext, place: Place): TreeNode {
  return {
    ...common,
    kind: 'question',
    ask: spoken(raw, 'ask', place),
    check: compileTreeCheck(raw, context.program, place),
    known: compileKnown(raw['known'], ['yes_no'], at(place, 'known')),
    ifYes: compileTarget(raw['if_yes'], context, at(place, 'if_yes')),
    ifNo: compileTarget(raw['if_no'], context, at(place, 'if_no')),
  };
}

function compileChoice(common: Common, raw: JsonObject, context: TreeContext, place: Place): TreeNode {
  return {
    ...common,
    kind: 'choice',
    ask: spoken(raw, 'ask', place) ?? {},
    known: compileKnown(raw['known'], null, at(place, 'known')),
    choices: compileChoices(raw['choose'], context, at(place, 'choose')),
  };
}

function compileFix(common: Common, raw: JsonObject, context: TreeContext, place: Place): TreeNode {
  const action = raw['do'];
  const done =
    action === undefined
      ? { action: null, with: {} }
      : compileAction(action, raw['with'], context.program, at(place, 'do'), at(place, 'with'));
  return {
    ...common,
    kind: 'fix',
    fix: spoken(raw, 'fix', place) ?? {},
    ...done,
    ifFixed: compileIfFixed(raw, context, place),
    ifNotFixed: compileTarget(raw['if_not_fixed'], context, at(place, 'if_not_fixed')),
  };
}

function compileIfFixed(raw: JsonObject, context: TreeContext, place: Place): string {
  if (raw['if_fixed'] !== undefined) return compileTarget(raw['if_fixed'], context, at(place, 'if_fixed'));
  if (context.ifFixed !== null) return context.ifFixed;
  report(at(place, 'fix'), fixLeadsNowhere, 'the fix does not say where it leads when it helped', {
    on: 'key',
    help: 'write `if_fixed` here, or `if_yes` under `after_fix` for the whole tree',
  });
  return '';
}

function compileCollect(common: Common, raw: JsonObject, context: TreeContext, place: Place): TreeNode {
  const collect = compileFields(raw['collect'], at(place, 'collect'));
  const next = compileTarget(raw['next'], context, at(place, 'next'));
  return { ...common, kind: 'collect', say: spoken(raw, 'say', place), collect, next };
}

function compileHandTo(common: Common, raw: JsonObject, context: TreeContext, place: Place): TreeNode {
  referAmong(raw['hand_to'], context.program.roles, 'role', at(place, 'hand_to'));
  const next = compileTarget(raw['next'], context, at(place, 'next'));
  return { ...common, kind: 'hand_to', role: spell(raw['hand_to']), say: spoken(raw, 'say', place), next };
}

/** Another tree. One target for all results stands for each of them. */
function compileCall(common: Common, raw: JsonObject, context: TreeContext, place: Place): TreeNode {
  const called = refer('tree', raw['tree'], at(place, 'tree'));
  const outcomes = called?.data['outcomes'];
  const here = at(place, 'next');
  const next: { [result: string]: string } = {};
  if (isRecord(raw['next'])) {
    for (const [result, target] of Object.entries(raw['next'])) {
      if (isRecord(outcomes)) referAmong(result, [...results, ...Object.keys(outcomes)], 'result', at(here, result));
      next[result] = compileTarget(target, context, at(here, result));
    }
  } else {
    const target = compileTarget(raw['next'], context, here);
    for (const result of results) next[result] = target;
  }
  return { ...common, kind: 'tree', tree: spell(raw['tree']), next };
}

/** What can come of a tree. */
const results: readonly string[] = ['solved', 'explained', 'escalated'];

function spoken(raw: JsonObject, key: string, place: Place): ReturnType<typeof compileSpoken> {
  return raw[key] === undefined ? null : compileSpoken(raw[key], at(place, key));
}
