import type { FactPath, Json } from '@deskbook/policies';
import { ambiguousPath } from '../../../diagnostics/pages/flow/ambiguous-path.ts';
import { uncoveredValue } from '../../../diagnostics/pages/flow/uncovered-value.ts';
import type { Tree, TreeChoice, TreeNode } from '../../../bundle/tree.ts';
import { quoteList } from '../../../diagnostics/quote.ts';
import { factScope } from '../../fact-scope.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { extendScope, recordRoot, resolveFact, type Scope } from '../../scope.ts';
import { comparisonsIn, truthIn } from '../flow/truth-in.ts';
import { scenariosOf, type Scenario, type Variable } from '../flow/scenario.ts';

type Choice = Extract<TreeNode, { readonly kind: 'choice' }>;

/** Where facts answer instead of a person, every case has one answer. */
export function ambiguousPaths(compiled: Compiled): void {
  for (const tree of Object.values(compiled.trees)) {
    const scope = extendScope(factScope(compiled.facts), { input: recordRoot(tree.input) });
    for (const node of choicesOf(tree)) {
      reportOverlap(node, scope, compiled);
      reportUncovered(node, scope, compiled);
    }
  }
}

function choicesOf(tree: Tree): readonly Choice[] {
  return Object.values(tree.nodes).filter((node) => node.kind === 'choice');
}

/** Two choices whose conditions hold at once, in a case made of the values the facts can have. */
function reportOverlap(node: Choice, scope: Scope, compiled: Compiled): void {
  const judged = node.choices.filter(({ when }) => when !== null);
  for (const scenario of judged.length < 2 ? [] : scenariosOf(variablesOf(judged, scope))) {
    const [one, other] = judged.filter(({ when }) => when !== null && truthIn(scenario, when) === 'holds');
    if (one === undefined || other === undefined) continue;
    const index = node.choices.indexOf(other);
    const place = placeAt(compiled.checking, `${node.reference}/choose/${index}/when`);
    if (place !== null)
      report(place, ambiguousPath, `\`${one.id}\` and \`${other.id}\` both hold for ${caseOf(scenario)}`);
    return;
  }
}

/** Every value each fact can have, as far as its type or the conditions name them; and that it has none. */
function variablesOf(choices: readonly TreeChoice[], scope: Scope): readonly Variable[] {
  const comparisons = choices.flatMap(({ when }) => (when === null ? [] : comparisonsIn(when)));
  const facts = [...new Set(comparisons.map(({ fact }) => fact))];
  return facts.map((fact) => {
    const written = comparisons
      .filter((comparison) => comparison.fact === fact)
      .flatMap(({ operand }) => ('value' in operand ? valuesIn(operand.value) : []));
    const values: readonly Json[] = valuesOf(fact, scope) ?? [...new Set(written)];
    return {
      name: fact,
      ways: values.map((value) => ({ words: `\`${fact}: ${spelled(value)}\``, facts: new Map([[fact, value]]) })),
    };
  });
}

/** The values a fact can have, where they are known. */
function valuesOf(fact: FactPath, scope: Scope): readonly Json[] | null {
  const resolved = resolveFact(scope, fact);
  if (!resolved.ok || resolved.fact.field.list) return null;
  const { oneOf, type } = resolved.fact.field;
  return oneOf ?? (type === 'yes_no' ? [true, false] : null);
}

function valuesIn(operand: Json): readonly Json[] {
  return Array.isArray(operand) ? operand : [operand];
}

function caseOf(scenario: Scenario): string {
  return scenario.choices.map(({ words }) => words).join(' and ');
}

/** Values of `known` for which there is no answer. */
function reportUncovered(node: Choice, scope: Scope, compiled: Compiled): void {
  const { known } = node;
  const values = known === null ? null : valuesOf(known, scope);
  if (known === null || values === null) return;
  const missing = values.filter((value) => !node.choices.some((choice) => answers(choice, known, value)));
  const place = missing.length === 0 ? null : placeAt(compiled.checking, `${node.reference}/known`);
  if (place === null) return;
  report(place, uncoveredValue, `no answer is meant by ${quoteList(missing.map(spelled))} of \`${known}\``, {
    help: 'add a choice with that id, or give a choice a `when`',
  });
}

function answers({ id, when }: TreeChoice, known: FactPath, value: Json): boolean {
  if (id === value) return true;
  return (
    when !== null &&
    truthIn({ facts: new Map([[known, value]]), outcomes: new Map(), comparisons: new Map(), choices: [] }, when) !==
      'fails'
  );
}

function spelled(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
