import type { Fields } from '../bundle/field.ts';
import type { AccessShape } from '../shape/access.ts';
import type { BundleShape } from '../shape/bundle.ts';
import type { SourceText } from '../syntax/source-text.ts';
import type { Definition } from '../syntax/syntax.ts';
import type { Checking } from './checking.ts';
import { compileFields } from './compile-field.ts';
import { compileActions } from './definitions/compile-actions.ts';
import { compileFacts } from './definitions/compile-facts.ts';
import { compileSets } from './definitions/compile-sets.ts';
import { policyAnchors } from './definitions/policy-anchors.ts';
import { templateNeeds } from './definitions/template-needs.ts';
import { factScope } from './fact-scope.ts';
import { at } from './place.ts';
import { placeIn } from './place-at.ts';
import type { Program } from './program.ts';
import { modelScope } from './scope.ts';

/** What definitions know of each other: compiled before any of their bodies, from the vocabulary up. */
export function compileProgram(checking: Checking, files: readonly SourceText[]): Program {
  const { names } = checking;
  const facts = compileFacts(names.all('facts'), checking);
  const bundle = names.all('bundle')[0]?.data as unknown as BundleShape | undefined;
  return {
    checking,
    files,
    facts,
    values: bundle?.values ?? {},
    secrets: bundle?.secrets ?? [],
    actions: compileActions(names.all('action'), checking, modelScope(facts)),
    workflowInputs: inputsOf(names.all('workflow'), checking),
    treeInputs: inputsOf(names.all('tree'), checking),
    sets: Object.fromEntries(names.all('decision').map((one) => [one.id, compileSets(one, facts, checking)])),
    templateNeeds: templateNeeds(facts, checking),
    roles: [
      ...new Set(names.all('access').flatMap(({ data }) => Object.keys((data as unknown as AccessShape).roles ?? {}))),
    ],
    anchors: anchorsOf(names.all('policy')),
  };

  /** Inputs, without a report: whoever compiles the whole definition reports what is wrong with them. */
  function inputsOf(definitions: readonly Definition[], from: Checking): { readonly [id: string]: Fields } {
    const silent: Checking = { ...from, report: () => undefined };
    return Object.fromEntries(
      definitions.map((definition) => {
        const place = placeIn(silent, definition, factScope(facts));
        return [definition.id, compileFields(definition.data['input'], at(place, 'input'))];
      }),
    );
  }
}

function anchorsOf(policies: readonly Definition[]): Program['anchors'] {
  return Object.fromEntries(policies.map(({ id, body }) => [id, policyAnchors(body?.text ?? '').anchors]));
}
