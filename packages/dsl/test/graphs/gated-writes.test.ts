import { describe, expect, it } from 'vitest';
import { lintDesk, treeOf, workflowOf } from './lint-desk.ts';

const verdict = `kind: decision
id: verdict
hit: first
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: one, when: { ticket.category: access }, then: { decision: REQUIRES_APPROVAL, approval: data-access } }
  - { id: two, when: { ticket.category: data }, then: { decision: REQUIRES_APPROVAL, approval: board } }
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`;
const approval = (id: string): string => `kind: approval\nid: ${id}\nquestion: May it?\nseats: [{ role: owner }]\n`;
const gate = '  - { id: gate, decide: verdict, outcomes: { DENIED: { end: denied }, MISSING: { end: denied } } }\n';
const grant = "  - { id: grant, do: database.grant, with: { user: '{{requester.id}}' } }\n";

/** What is said of these steps between the gate and a grant. */
function lintBetween(steps: string, last = grant): readonly string[] {
  return lintDesk({
    ...workflowOf(gate + steps + last),
    ...treeOf('  radio: { ask: On?, if_yes: solved, if_no: mend }\n  mend: { tree: deeper, next: desk }\n'),
    'deeper.yaml': `kind: tree
id: deeper
start: grant
if_unsure: desk
nodes: { grant: { fix: Grant it., do: database.grant, with: { user: '{{requester.id}}' }, if_fixed: done, if_not_fixed: desk } }
outcomes: { done: { result: solved }, desk: { result: escalated } }
`,
    'second.yaml': `kind: workflow
id: second
acts: { as: desk-robot }
steps:
  - { id: every, each: { in: '{{ticket.watchers}}', as: one_person }, steps: [{ id: one, do: database.grant, with: { user: '{{one_person}}' } }], outcomes: { some_failed: hold, all_failed: hold } }
  - { id: again, when: { ticket.category: { known: true } }, run: second, outcomes: { cancelled: hold } }
`,
    'verdict.yaml': verdict,
    'approval.yaml': approval('data-access'),
    'board.yaml': approval('board'),
    'other.yaml': approval('something-else'),
  });
}

const unapproved = (step: string): readonly string[] => [
  `unapproved-write: \`${step}\` performs \`database.grant\` without its approval when \`gate\` is \`REQUIRES_APPROVAL\``,
];

describe('a change behind a decision that may require an approval', () => {
  it('needs one that the decision names', () => {
    expect(lintBetween('')).toEqual(unapproved('grant'));
    expect(lintBetween('  - { id: ask, approve: something-else }\n')).toEqual(unapproved('grant'));
    expect(lintBetween('  - { id: ask, approve: data-access }\n')).toEqual([]);
  });

  it('may have one for each way', () => {
    const way = (last: string): string => `  - id: way
    choose:
      - { id: access, when: { steps.gate.approval: { known: true }, all: [{ steps.gate.approval: data-access }] }, steps: [{ id: ask-one, approve: data-access }] }
      - { id: data, when: { steps.gate.approval: { known: true }, all: [{ steps.gate.approval: board }] }, steps: [{ id: ask-two, approve: ${last} }] }
      - { id: free, otherwise: true, steps: [{ id: nothing, wait: { for: 1m } }] }
`;
    expect(lintBetween(way('board'))).toEqual([]);
    expect(lintBetween(way('something-else'))).toEqual(unapproved('grant'));
  });

  it('stands still where the decision does not say which', () => {
    const way = `  - id: way
    choose:
      - { id: access, when: { steps.gate.approval: data-access }, steps: [{ id: ask-one, approve: data-access }] }
      - { id: data, otherwise: true, steps: [{ id: ask-two, approve: board }] }
`;
    expect(lintBetween(way)).toEqual(['maybe-missing: `steps.gate.approval` does not exist when `gate` is `ALLOWED`']);
    const told =
      "  - { id: told, task: 'About {{steps.gate.approval}}', by: { role: owner }, outcomes: { declined: hold } }\n";
    expect(lintBetween(told, '')).toEqual([
      'maybe-missing: `steps.gate.approval` does not exist when `gate` is `ALLOWED`',
    ]);
  });

  it('may have another in its place, in the steps of an outcome', () => {
    const within = approval('data-access').replace('seats', 'within: 2d\nseats');
    const steps =
      '  - { id: ask, approve: data-access, outcomes: { expired: { steps: [{ id: instead, approve: something-else }] } } }\n';
    expect(
      lintDesk({
        ...workflowOf(gate + steps + grant),
        'verdict.yaml': verdict,
        'approval.yaml': within,
        'board.yaml': approval('board'),
        'other.yaml': approval('something-else'),
      }),
    ).toEqual([]);
  });

  it('is found in trees and in workflows that are run, through any depth', () => {
    expect(lintBetween('', '  - { id: walk, tree: wifi, outcomes: { escalated: hold } }\n')).toEqual(
      unapproved('walk'),
    );
    expect(lintBetween('', '  - { id: child, run: second, outcomes: { cancelled: hold } }\n')).toEqual(
      unapproved('child'),
    );
  });

  it('is found where facts have to change on the way to it', () => {
    const nested = (id: string, way: string): string => `  - id: ${id}
    choose:
      - { id: waiting, when: { ticket.state: waiting_on_requester }, steps: [${way}{ id: late, do: database.grant, with: { user: '{{requester.id}}' }, when: { ticket.state: resolved } }] }
      - { id: other, otherwise: true, steps: [{ id: pause, wait: { for: 1m } }] }
`;
    expect(lintBetween('', nested('way', ''))).toEqual(unapproved('late'));
    expect(lintBetween('', nested('way', '{ id: ask, approve: data-access }, '))).toEqual([]);
  });

  it('may stand under the same condition as its approval', () => {
    const facts = '  - { id: ask, approve: data-access, when: { ticket.type: change } }\n';
    expect(lintBetween(facts, grant.replace(' }\n', ', when: { ticket.type: change } }\n'))).toEqual([]);
  });

  it('is not one that only reads, or tells', () => {
    const look = "  - { id: look, do: device.check, with: { asset: '{{ticket.asset}}', check: x } }\n";
    const tell = "  - { id: tell, do: mail.send, with: { subject: Hello, body: Hello, to: ['{{requester.id}}'] } }\n";
    expect(lintBetween('', look + tell)).toEqual([]);
  });
});
