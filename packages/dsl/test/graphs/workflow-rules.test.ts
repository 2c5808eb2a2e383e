import { describe, expect, it } from 'vitest';
import { lintDesk, workflowOf } from './lint-desk.ts';

const task = (id: string, more = ''): string =>
  `  - { id: ${id}, task: Do it, by: { role: owner }, outcomes: { declined: hold }${more} }\n`;
const grant = `  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' }, requires: [access_approved] }\n`;
const verdict = (outcomes: string): string => `  - id: verdict\n    decide: verdict\n    outcomes: { ${outcomes} }\n`;
const approve = (more = ''): string =>
  `  - { id: approve, approve: data-access, outcomes: { expired: { end: expired } }${more} }\n`;

interface Case {
  readonly says: string;
  readonly steps: string;
  readonly more?: string;
  readonly expected: readonly string[];
}

const cases: { readonly [group: string]: readonly Case[] } = {
  outcomes: [
    {
      says: 'an approval that expires has to be answered',
      steps: '  - { id: approve, approve: data-access }\n',
      expected: ['unhandled-outcome: `approve` can end `expired`; say what happens then'],
    },
    {
      says: 'what a decision denies or lacks has to be answered',
      steps: '  - { id: verdict, decide: verdict }\n',
      expected: [
        'unhandled-outcome: `verdict` can end `DENIED`; say what happens then',
        'unhandled-outcome: `verdict` can end `MISSING`; say what happens then',
      ],
    },
    {
      says: 'a table without a row has to be answered',
      steps: '  - { id: kit, decide: kit, outcomes: { MISSING: hold } }\n',
      expected: ['unhandled-outcome: `kit` can end `no_rule`; say what happens then'],
    },
    {
      says: 'some and all failed items have to be answered',
      steps: `  - { id: all, each: { in: '{{ticket.watchers}}', as: one_person }, steps: [{ id: one, task: Call, by: { role: owner }, outcomes: { declined: hold } }] }\n`,
      expected: [
        'unhandled-outcome: `all` can end `some_failed`; say what happens then',
        'unhandled-outcome: `all` can end `all_failed`; say what happens then',
      ],
    },
    {
      says: 'a time limit makes a timeout, which has to be answered',
      steps:
        "  - { id: size, ask: '{{requester.id}}', say: Size, form: { size: text }, within: 2d, outcomes: { declined: hold } }\n",
      expected: ['unhandled-outcome: `size` can end `timed_out`; say what happens then'],
    },
    {
      says: 'outcomes are a closed set',
      steps:
        "  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' }, outcomes: { fialed: hold } }\n",
      expected: ['unknown-outcome: `provision` cannot end `fialed`'],
    },
    {
      says: 'the task of an outcome may be named in paths, and everything it leaves open holds',
      steps:
        "  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' }, outcomes: { failed: { task: { role: owner, title: By hand, within: 1d } } } }\n",
      expected: [],
    },
  ],
  requirements: [
    {
      says: 'nothing at all establishes it',
      steps: grant,
      expected: ['unestablished: `provision` requires `access_approved`, which nothing establishes'],
    },
    {
      says: 'what the workflow assumes is there',
      steps: grant,
      more: 'plan: { assumes: [access_approved] }\n',
      expected: [],
    },
    {
      says: 'the witness is the verdict by which it is missed',
      steps: `${verdict('DENIED: { end: denied }, MISSING: { end: denied }')}${approve(', when: { steps.verdict.decision: REQUIRES_APPROVAL }, establishes: [access_approved]')}${grant}`,
      expected: [
        'unestablished: `provision` requires `access_approved`, which nothing establishes when `verdict` is `ALLOWED`',
      ],
    },
    {
      says: 'a verdict that establishes it, and an approval on the other way, are enough',
      steps: `${verdict('ALLOWED: { establishes: [access_approved] }, DENIED: { end: denied }, MISSING: { end: denied }')}${approve(', when: { steps.verdict.decision: REQUIRES_APPROVAL }, establishes: [access_approved]')}${grant}`,
      expected: [],
    },
    {
      says: 'what a decision sets beside its verdict tells the ways apart too',
      steps: `${verdict('DENIED: { end: denied }, MISSING: { end: denied }')}${approve(', when: { steps.verdict.risk: { is_not: LOW } }, establishes: [access_approved]')}${grant.replace('requires', 'when: { steps.verdict.risk: MEDIUM }, requires')}`,
      expected: [],
    },
    {
      says: 'a step under the same condition is there when it is needed',
      steps: `${task('look', ', when: { ticket.priority: CRITICAL }, establishes: [looked]')}${task('mend', ', when: { ticket.priority: CRITICAL }, requires: [looked]')}`,
      expected: [],
    },
    {
      says: 'a step under another condition is not',
      steps: `${task('look', ', when: { ticket.priority: CRITICAL }, establishes: [looked]')}${task('mend', ', when: { ticket.priority: { in: [HIGH, CRITICAL] } }, requires: [looked]')}`,
      expected: ['unestablished: `mend` requires `looked`, which nothing establishes when `ticket.priority` is `HIGH`'],
    },
    {
      says: 'the branch that lacks it is the witness',
      steps: `  - id: way
    choose:
      - { id: urgent, when: { ticket.priority: CRITICAL }, steps: [{ id: call, task: Call, by: { role: owner }, establishes: [told], outcomes: { declined: hold } }] }
      - { id: other, otherwise: true, steps: [{ id: wait, task: Wait, by: { role: owner }, outcomes: { declined: hold } }] }
${task('mend', ', requires: [told]')}`,
      expected: ['unestablished: `mend` requires `told`, which nothing establishes when `way` does not go `urgent`'],
    },
    {
      says: 'every branch has it',
      steps: `  - id: way
    choose:
      - { id: urgent, when: { ticket.priority: CRITICAL }, steps: [{ id: call, task: Call, by: { role: owner }, establishes: [told], outcomes: { declined: hold } }] }
      - { id: other, otherwise: true, steps: [{ id: write, task: Write, by: { role: owner }, establishes: [told], outcomes: { declined: hold } }] }
${task('mend', ', requires: [told]')}`,
      expected: [],
    },
    {
      says: 'an outcome that goes on without it is the witness',
      steps: `  - { id: look, task: Look, by: { role: owner }, establishes: [looked], outcomes: { declined: continue } }\n${task('mend', ', requires: [looked]')}`,
      expected: ['unestablished: `mend` requires `looked`, which nothing establishes when `look` ends `declined`'],
    },
    {
      says: 'a step beside it may not have finished',
      steps: `${task('look', ', needs: [], establishes: [looked]')}${task('mend', ', needs: [], requires: [looked]')}`,
      expected: ['unestablished: `mend` requires `looked`, which nothing establishes when `look` has not finished'],
    },
    {
      says: 'one of two that both establish it is enough for a step that waits for any',
      steps: `${task('one', ', needs: [], establishes: [looked]')}${task('two', ', needs: [], establishes: [looked]')}${task('mend', ', needs: [one, two], join: any, requires: [looked]')}`,
      expected: [],
    },
    {
      says: 'one of two is not, if the other does not',
      steps: `${task('one', ', needs: [], establishes: [looked]')}${task('two', ', needs: []')}${task('mend', ', needs: [one, two], join: any, requires: [looked]')}`,
      expected: ['unestablished: `mend` requires `looked`, which nothing establishes when `one` has not finished'],
    },
    {
      says: 'a task that makes up for a failed action keeps its promise',
      steps: `  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' }, establishes: [provisioned], outcomes: { failed: { task: { role: owner, title: By hand } } } }\n`,
      more: 'ends: { done: { requires: [provisioned] } }\n',
      expected: [],
    },
    {
      says: 'an end needs what it requires on every way',
      steps: `  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' }, establishes: [provisioned], outcomes: { failed: continue } }\n`,
      more: 'ends: { done: { requires: [provisioned] } }\n',
      expected: [
        'unestablished: `end done` requires `provisioned`, which nothing establishes when `provision` ends `failed`',
      ],
    },
    {
      says: 'an end that an outcome leads to is looked at where it does',
      steps: `  - { id: look, task: Look, by: { role: owner }, outcomes: { declined: { end: given-up } } }\n${task('tell', ', establishes: [told]')}`,
      more: 'ends: { given-up: { requires: [told] } }\n',
      expected: [
        'unestablished: `end given-up` requires `told`, which nothing establishes when `look` ends `declined`',
      ],
    },
    {
      says: 'the steps of an outcome have what the outcome establishes',
      steps: `  - { id: look, task: Look, by: { role: owner }, outcomes: { declined: { establishes: [refused], steps: [{ id: tell, task: Tell, by: { role: owner }, requires: [refused], outcomes: { declined: hold } }] } } }\n`,
      expected: [],
    },
  ],
  values: [
    {
      says: 'a skipped step has no fields',
      steps: `${task('silence', ', form: { silence: yes_no }, when: { ticket.priority: CRITICAL }')}${task('mend', ', when: { steps.silence.silence: true }')}`,
      expected: ['maybe-missing: `steps.silence.silence` does not exist when `silence` is skipped'],
    },
    {
      says: 'asking whether it is known first is enough',
      steps: `${task('silence', ', form: { silence: yes_no }, when: { ticket.priority: CRITICAL }')}${task('mend', ', when: { all: [{ steps.silence.silence: { known: true } }, { steps.silence.silence: true }] }')}`,
      expected: [],
    },
    {
      says: 'and guards what the step passes on',
      steps: `${task('role', ', form: { role: text }, when: { ticket.priority: CRITICAL }')}  - { id: grant, when: { steps.role.role: { known: true } }, do: database.grant, with: { user: '{{requester.id}}', role: '{{steps.role.role}}' } }\n`,
      expected: [],
    },
    {
      says: 'a declined task has no fields',
      steps: `  - { id: role, task: Which, by: { role: owner }, form: { role: text }, outcomes: { declined: continue } }\n  - { id: grant, do: database.grant, with: { user: '{{requester.id}}', role: '{{steps.role.role}}' } }\n`,
      expected: ['maybe-missing: `steps.role.role` does not exist when `role` ends `declined`'],
    },
    {
      says: 'a later step has none yet',
      steps: `  - { id: grant, do: database.grant, with: { user: '{{requester.id}}', role: '{{steps.role.role}}' } }\n${task('role', ', form: { role: text }')}`,
      expected: ['maybe-missing: `steps.role.role` does not exist when `role` has not finished'],
    },
    {
      says: 'nor for the fields of a form',
      steps: `${task('ask', ', form: { why: { type: text, when: { steps.role.role: admin } } }')}${task('role', ', form: { role: text }')}`,
      expected: ['maybe-missing: `steps.role.role` does not exist when `role` has not finished'],
    },
    {
      says: 'nor has the step itself',
      steps:
        "  - { id: grant, do: database.grant, with: { user: '{{requester.id}}', role: '{{steps.grant.grant}}' } }\n",
      expected: ['maybe-missing: `steps.grant.grant` does not exist when `grant` has not finished'],
    },
    {
      says: 'a step of another branch has none',
      steps: `  - id: way
    choose:
      - { id: urgent, when: { ticket.priority: CRITICAL }, steps: [{ id: call, task: Call, by: { role: owner }, form: { note: text }, outcomes: { declined: hold } }] }
      - { id: other, otherwise: true, steps: [{ id: write, task: 'Note {{steps.call.note}}', by: { role: owner }, outcomes: { declined: hold } }] }
`,
      expected: ['maybe-missing: `steps.call.note` does not exist when `way` does not go `urgent`'],
    },
    {
      says: 'after both branches the one that was not taken has none',
      steps: `  - id: way
    choose:
      - { id: urgent, when: { ticket.priority: CRITICAL }, steps: [{ id: call, task: Call, by: { role: owner }, form: { note: text }, outcomes: { declined: hold } }] }
      - { id: other, otherwise: true, steps: [{ id: write, task: Write, by: { role: owner }, outcomes: { declined: hold } }] }
  - { id: tell, task: 'Note {{steps.call.note}}', by: { role: owner }, outcomes: { declined: hold } }
`,
      expected: ['maybe-missing: `steps.call.note` does not exist when `way` does not go `urgent`'],
    },
    {
      says: 'within the branch it has',
      steps: `  - id: way
    choose:
      - { id: urgent, when: { ticket.priority: CRITICAL }, steps: [{ id: call, task: Call, by: { role: owner }, form: { note: text }, outcomes: { declined: hold } }, { id: tell, task: 'Note {{steps.call.note}}', by: { role: owner }, outcomes: { declined: hold } }] }
      - { id: other, otherwise: true, steps: [{ id: write, task: Write, by: { role: owner }, outcomes: { declined: hold } }] }
`,
      expected: [],
    },
    {
      says: 'fields are typed',
      steps: `${task('count', ', form: { count: integer }')}  - { id: grant, do: database.grant, with: { user: '{{requester.id}}', role: '{{steps.count.count}}' } }\n`,
      expected: ['wrong-type: `role` is a text, and `steps.count.count` is an integer'],
    },
    {
      says: 'and a step that does not exist has none',
      steps: "  - { id: grant, do: database.grant, with: { user: '{{requester.id}}', role: '{{steps.rloe.role}}' } }\n",
      expected: ['unknown-fact: there is no fact `steps.rloe.role`'],
    },
    {
      says: 'an undecided verdict sets nothing',
      steps: `${verdict('DENIED: { end: denied }, MISSING: continue')}${task('mend', ', when: { steps.verdict.risk: HIGH }')}`,
      expected: ['maybe-missing: `steps.verdict.risk` does not exist when `verdict` ends `MISSING`'],
    },
    {
      says: 'the items of a list are named as they are called',
      steps: `  - { id: all, each: { in: '{{ticket.watchers}}', as: one_person, key: '{{one_person}}' }, steps: [{ id: one, do: database.grant, with: { user: '{{one_person}}', role: '{{item}}' } }], outcomes: { some_failed: continue, all_failed: hold } }\n`,
      expected: [],
    },
  ],
  gates: [
    {
      says: 'an approval stands before every change',
      steps: `${verdict('DENIED: { end: denied }, MISSING: hold')}  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' } }\n`,
      expected: [
        'unapproved-write: `provision` performs `database.grant` without its approval when `verdict` is `REQUIRES_APPROVAL`',
      ],
    },
    {
      says: 'on that way only',
      steps: `${verdict('DENIED: { end: denied }, MISSING: hold')}${approve(', when: { steps.verdict.decision: REQUIRES_APPROVAL }')}  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' } }\n`,
      expected: [],
    },
    {
      says: 'a rejected approval is none',
      steps: `${verdict('DENIED: { end: denied }, MISSING: hold')}  - { id: approve, approve: data-access, outcomes: { rejected: continue, expired: { end: expired } } }\n  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' } }\n`,
      expected: [
        'unapproved-write: `provision` performs `database.grant` without its approval when `verdict` is `REQUIRES_APPROVAL`',
      ],
    },
    {
      says: 'what is denied changes nothing',
      steps: `${verdict('DENIED: continue, MISSING: hold')}${approve()}  - { id: provision, do: database.grant, with: { user: '{{requester.id}}' } }\n`,
      expected: ['write-when-denied: `provision` performs `database.grant` when `verdict` is `DENIED`'],
    },
    {
      says: 'nor does what could not be decided, even through another workflow',
      steps: `${verdict('DENIED: { end: denied }, MISSING: continue')}${approve()}  - { id: other, run: flow2, outcomes: { cancelled: hold } }\n`,
      expected: ['write-when-denied: `other` performs `database.grant` when `verdict` is `MISSING`'],
    },
    {
      says: 'people may be told whatever was decided',
      steps: verdict(
        "DENIED: { steps: [{ id: tell, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: No. } }] }, MISSING: hold",
      ),
      expected: [],
    },
  ],
  order: [
    {
      says: 'steps do not wait for each other in a circle',
      steps: `${task('one', ', needs: [three]')}${task('two')}${task('three')}`,
      expected: ['needs-cycle: steps wait for each other: `one` → `three` → `two` → `one`'],
    },
    {
      says: 'nor for one in another block',
      steps: `  - { id: look, task: Look, by: { role: owner }, outcomes: { declined: { steps: [{ id: tell, task: Tell, by: { role: owner }, outcomes: { declined: hold } }] } } }\n${task('mend', ', needs: [tell]')}`,
      expected: ['unknown-step: `tell` does not stand in the same block as `mend`'],
    },
    {
      says: 'nor for themselves',
      steps: task('look', ', needs: [look]'),
      expected: ['unknown-step: `look` waits for itself'],
    },
    {
      says: 'a step behind one that always ends is never reached, and those behind it are not said as well',
      steps: `  - { id: look, task: Look, by: { role: owner }, outcomes: { done: { end: done }, declined: { end: declined } } }\n${task('mend')}${task('tell')}`,
      expected: ['unreachable-step: no run ever gets to `mend`'],
    },
    {
      says: 'nor is one whose condition no rule of the decision meets',
      steps: `${verdict('DENIED: { end: denied }, MISSING: { end: denied }')}${task('mend', ', when: { steps.verdict.risk: HIGH }')}`,
      expected: ['unreachable-step: no run ever gets to `mend`'],
    },
    {
      says: 'a fact may change while the run waits',
      steps: `  - id: way
    choose:
      - { id: waiting, when: { ticket.state: waiting_on_requester }, steps: [{ id: reply, wait: { event: ticket.commented } }, { id: close, task: Close, by: { role: owner }, when: { ticket.state: resolved }, outcomes: { declined: hold } }] }
      - { id: other, otherwise: true, steps: [{ id: pause, wait: { for: 1m } }] }
`,
      expected: [],
    },
    {
      says: 'go leads back, also out of the steps of an outcome',
      steps: verdict(
        "DENIED: { end: denied }, MISSING: { steps: [{ id: more, ask: '{{requester.id}}', say: More, form: { more: text }, outcomes: { answered: { go: verdict, at_most: 2, else: { end: denied } }, declined: { end: declined } } }] }",
      ),
      expected: [],
    },
    {
      says: 'but not out of an item',
      steps: `${task('look')}  - { id: all, each: { in: '{{ticket.watchers}}', as: one_person }, steps: [{ id: one, task: Call, by: { role: owner }, outcomes: { declined: { go: look, at_most: 1, else: hold } } }], outcomes: { some_failed: hold, all_failed: hold } }\n`,
      expected: ['go-forward: `look` does not stand above `one`, so it cannot be gone back to'],
    },
    {
      says: 'nor to a step that does not exist',
      steps: `  - { id: look, task: Look, by: { role: owner }, outcomes: { declined: { go: lok, at_most: 1, else: hold } } }\n`,
      expected: ['unknown-step: there is no step `lok`'],
    },
    {
      says: 'a step id is unique however deep',
      steps: `${task('look')}  - { id: mend, task: Mend, by: { role: owner }, outcomes: { declined: { steps: [{ id: look, task: Look, by: { role: owner }, outcomes: { declined: hold } }] } } }\n`,
      expected: ['duplicate-step: there are two steps `look`'],
    },
    {
      says: 'what a task of an outcome is called is taken as well',
      steps: `  - { id: grant, do: database.grant, with: { user: '{{requester.id}}' }, outcomes: { failed: { task: { role: owner, title: By hand } } } }\n${task('grant-failed')}`,
      expected: ['duplicate-step: there are two steps `grant-failed`'],
    },
  ],
  undo: [
    {
      says: 'undo names what it cannot take back, also in a branch',
      steps: `  - id: way
    choose:
      - { id: urgent, when: { ticket.priority: CRITICAL }, steps: [{ id: revoke, do: database.revoke, with: { grant: x } }] }
      - { id: other, otherwise: true, steps: [{ id: grant, do: database.grant, with: { user: '{{requester.id}}' } }] }
  - { id: test, task: Test, by: { role: owner }, outcomes: { declined: { undo: all, end: undone } } }
`,
      expected: ['undo-leaves-behind: `undo: all` cannot take back `revoke`'],
    },
  ],
  names: [
    {
      says: 'actions, approvals, decisions, trees and workflows are there',
      steps: `  - { id: one, do: database.grnat }
  - { id: two, approve: data-acess }
  - { id: three, decide: verdit }
  - { id: four, tree: wfi }
  - { id: five, run: flwo }
`,
      expected: [
        'unknown-name: there is no action `database.grnat`',
        'unknown-name: there is no approval `data-acess`',
        'unknown-name: there is no decision `verdit`',
        'unknown-name: there is no tree `wfi`',
        'unknown-name: there is no workflow `flwo`',
      ],
    },
    {
      says: 'so are roles, people and ends',
      steps: `  - { id: one, task: Do, by: { role: ownr, fallback: [stff], person: '{{ticket.summary}}' }, outcomes: { declined: { end: gone } } }\n`,
      expected: [
        'unknown-name: there is no role `ownr`',
        'unknown-name: there is no role `stff`',
        'wrong-type: `person` is the id of a person, and `ticket.summary` is a text',
        'unknown-end: there is no end `gone`',
      ],
    },
    {
      says: 'and whoever the workflow acts as and for',
      steps: task('one'),
      more: 'undo_failed: { task: { role: nobody, title: Undo } }\nreport: none-such\nplan: { compliance: [no-policy], escalation: [no-role] }\n',
      expected: [
        'unknown-name: there is no role `nobody`',
        'unknown-name: there is no template `none-such`',
        'unknown-name: there is no policy `no-policy`',
        'unknown-name: there is no role `no-role`',
      ],
    },
    {
      says: 'a list is needed to go through',
      steps: `  - { id: all, each: { in: '{{ticket.id}}', as: one_person }, steps: [{ id: one, task: Call, by: { role: owner }, outcomes: { declined: hold } }], outcomes: { some_failed: hold, all_failed: hold } }\n`,
      expected: ['wrong-type: `ticket.id` is not a list'],
    },
    {
      says: 'an event is matched by facts',
      steps: `  - { id: reply, wait: { event: ticket.commented, match: { ticket.di: '{{ticket.id}}' } } }\n`,
      expected: ['unknown-fact: there is no fact `ticket.di`'],
    },
    {
      says: 'texts speak of facts that are there',
      steps: "  - { id: one, task: 'Call {{requester.nmae}}', by: { role: owner }, outcomes: { declined: hold } }\n",
      expected: ['unknown-fact: there is no fact `requester.nmae`'],
    },
  ],
};

const second = `kind: workflow
id: flow2
acts: { as: desk-robot }
steps: [{ id: again, do: database.grant, with: { user: '{{requester.id}}' } }]
`;

describe.each(Object.entries(cases))('%s', (_, group) => {
  it.each(group)('$says', ({ steps, more, expected }) => {
    expect(lintDesk({ ...workflowOf(steps, more), 'second.yaml': second })).toEqual(expected);
  });
});

describe('runs of other workflows', () => {
  it('are not endless', () => {
    const other = `kind: workflow\nid: flow2\nacts: { as: desk-robot }\nsteps: [{ id: back, run: flow, outcomes: { cancelled: hold } }]\n`;
    const steps = '  - { id: forth, run: flow2, outcomes: { cancelled: hold } }\n';
    expect(lintDesk({ ...workflowOf(steps), 'second.yaml': other })).toEqual([
      'endless-run: workflows run each other for ever: `flow` → `flow2` → `flow`',
    ]);
  });

  it('have the ends that are to be answered', () => {
    const other = `kind: workflow
id: flow2
acts: { as: desk-robot }
ends: { odd: { title: Odd } }
steps:
  - { id: ask, approve: data-access, outcomes: { expired: { end: expired } } }
  - { id: look, task: Look, by: { role: owner }, outcomes: { declined: { go: ask, at_most: 1, else: { end: declined } } } }
`;
    expect(lintDesk({ ...workflowOf('  - { id: forth, run: flow2 }\n'), 'second.yaml': other })).toEqual(
      ['odd', 'expired', 'rejected', 'declined'].map(
        (end) => `unhandled-outcome: \`forth\` can end \`${end}\`; say what happens then`,
      ),
    );
  });
});
