import type { Text } from '@deskbook/policies';
import type { Tree } from '@deskbook/dsl/bundle';
import type { AskingNode, SessionState, Trees } from './session-state.ts';
import type { SessionPrompt, SessionView } from './session-view.ts';
import { notSure, whereIs } from './step-session.ts';

/** A session as the person in it sees it. Machines' turns show no prompt: the host takes them before anybody looks. */
export function viewSession(trees: Trees, state: SessionState): SessionView {
  const outcome = state.outcome === null ? undefined : trees[state.outcome.tree]?.outcomes[state.outcome.id];
  return {
    session: state.session,
    tree: state.root,
    status: state.place === null ? 'ended' : 'asking',
    prompt: promptOf(trees, state),
    outcome: outcome ? { id: outcome.id, result: outcome.result, to: outcome.to, say: outcome.say } : null,
    path: state.path,
    evidence: state.evidence,
    articles: [],
  };
}

function promptOf(trees: Trees, state: SessionState): SessionPrompt | null {
  const here = whereIs(trees, state);
  if (!here || (state.turn !== 'ask' && state.turn !== 'ask_fixed')) return null;
  const asked = questionOf(here.tree, here.node, state.turn === 'ask_fixed');
  return {
    node: here.node.id,
    ...asked,
    choices: [...asked.choices, { id: notSure, say: words.notSure }],
    because: state.because,
  };
}

type Question = Pick<SessionPrompt, 'kind' | 'ask' | 'choices' | 'form'>;

function questionOf(tree: Tree, node: AskingNode, afterFix: boolean): Question {
  const base = { choices: [], form: null };
  switch (node.kind) {
    case 'question':
      return { ...base, kind: 'yes_no', ask: node.ask ?? words.answer, choices: yesNo };
    case 'choice':
      return { ...base, kind: 'choice', ask: node.ask, choices: node.choices.map(({ id, say }) => ({ id, say })) };
    case 'fix':
      return afterFix
        ? { ...base, kind: 'after_fix', ask: tree.afterFix?.ask ?? words.fixed, choices: yesNo }
        : { ...base, kind: 'fix', ask: node.fix, choices: doneOrNot };
    case 'collect':
      return { ...base, kind: 'collect', ask: node.say ?? words.fill, form: node.collect };
  }
}

/** The desk's own few words; a bundle's texts always come before them. */
const words = {
  notSure: { en: "I don't know", de: 'Ich weiß nicht' },
  answer: { en: 'Please answer', de: 'Bitte antworten' },
  fixed: { en: 'Did that help?', de: 'Hat das geholfen?' },
  fill: { en: 'Please fill in', de: 'Bitte ausfüllen' },
} satisfies { readonly [word: string]: Text };

const yesNo: SessionPrompt['choices'] = [
  { id: 'yes', say: { en: 'Yes', de: 'Ja' } },
  { id: 'no', say: { en: 'No', de: 'Nein' } },
];

const doneOrNot: SessionPrompt['choices'] = [
  { id: 'done', say: { en: 'Done', de: 'Erledigt' } },
  { id: 'cannot', say: { en: "I can't do that", de: 'Das kann ich nicht' } },
];
