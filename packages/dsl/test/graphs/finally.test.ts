import { describe, expect, it } from 'vitest';
import { graphOf, toMermaid } from '../../src/graph/index.ts';
import { openBundle } from '../../src/bundle/index.ts';
import { checkDesk, lintDesk, workflowOf } from './lint-desk.ts';

const verdict =
  '  - { id: verdict, decide: verdict, outcomes: { DENIED: { end: denied }, MISSING: { end: incomplete } } }\n';
const approve =
  '  - { id: ask, when: { steps.verdict.decision: REQUIRES_APPROVAL }, approve: data-access, outcomes: { expired: { end: expired } } }\n';
const grant = "  - { id: grant, do: database.grant, with: { user: '{{requester.id}}' } }\n";
const incomplete = 'ends: { incomplete: { title: Something is missing } }\n';
const revoke = (more = ''): string =>
  `  - { id: revoke, do: database.revoke, with: { grant: '{{steps.grant.grant}}' }${more} }\n`;
const guarded = revoke(', when: { steps.grant.grant: { known: true } }');
const note = (text: string, more = ''): string =>
  `  - { id: note, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: '${text}' }${more} }\n`;

const flow = (steps: string, last: string, more = incomplete) => workflowOf(`${steps}finally:\n${last}`, more);

describe('what stands in `finally`', () => {
  it('is compiled to a block of its own, in which steps follow one another', () => {
    const { bundle, diagnostics } = checkDesk(flow(grant, note('It is {{run.end}}') + guarded, ''));
    expect(diagnostics).toEqual([]);
    const nodes = bundle?.workflows['flow']?.nodes ?? [];
    expect(nodes.map(({ id, block, needs }) => [id, block, needs])).toEqual([
      ['grant', null, []],
      ['note', ':finally', []],
      ['revoke', ':finally', ['note']],
    ]);
    expect(openBundle(JSON.stringify(bundle))).toMatchObject({ ok: true });
  });

  it('is drawn after every end', () => {
    const { bundle } = checkDesk(flow(verdict + approve + grant, note('It is over')));
    const picture = bundle === null ? null : graphOf(bundle, 'flow');
    const ends = picture?.nodes.filter(({ kind }) => kind === 'end').map(({ id }) => id) ?? [];
    expect(ends.length).toBeGreaterThan(3);
    const into = picture?.edges.filter(({ to }) => to === 'note').map(({ from }) => from);
    expect(new Set(into)).toEqual(new Set(ends));
    expect(picture === null || picture === undefined ? '' : toMermaid(picture)).toContain('finally, however it ends');
  });

  interface Case {
    readonly says: string;
    readonly files: { readonly [path: string]: string };
    readonly expected: readonly string[];
  }
  const cannot = (what: string) => `not-in-finally: \`x\` is \`${what}\`, which cannot stand in \`finally\``;
  const cases: readonly Case[] = [
    {
      says: 'asks for no approval',
      files: flow(
        grant,
        '  - { id: x, approve: data-access, outcomes: { expired: hold, rejected: hold, withdrawn: hold } }\n',
        '',
      ),
      expected: [cannot('approve')],
    },
    {
      says: 'asks nobody',
      files: flow(
        grant,
        "  - { id: x, ask: '{{requester.id}}', say: Why, form: { why: text }, outcomes: { declined: hold } }\n",
        '',
      ),
      expected: [cannot('ask')],
    },
    {
      says: 'waits for nothing, in an inner step either',
      files: flow(grant, note('a', ', outcomes: { failed: { steps: [{ id: x, wait: { for: 1h } }] } }'), ''),
      expected: [cannot('wait')],
    },
    {
      says: 'does not decide about the request',
      files: flow(grant, '  - { id: x, decide: verdict, outcomes: { DENIED: hold, MISSING: hold } }\n', ''),
      expected: ['not-in-finally: `x` decides about the request in `finally`, when it is over'],
    },
    {
      says: 'looks things up',
      files: flow(grant, '  - { id: x, decide: kit, outcomes: { no_rule: continue, MISSING: continue } }\n', ''),
      expected: [],
    },
    {
      says: 'leads to no other end',
      files: flow(grant, note('a', ', outcomes: { failed: { end: failed } }'), ''),
      expected: ['not-in-finally: `note` leads elsewhere in `finally`, where the end stands'],
    },
    {
      says: 'goes back nowhere',
      files: flow(grant, note('a', ', outcomes: { failed: { go: note, at_most: 2, else: hold } }'), ''),
      expected: ['not-in-finally: `note` leads elsewhere in `finally`, where the end stands'],
    },
    {
      says: 'establishes nothing',
      files: flow(grant, note('a', ', establishes: [told]'), ''),
      expected: ['not-in-finally: `note` establishes something in `finally`, when nothing requires it any more'],
    },
    {
      says: 'knows how it ends',
      files: flow(grant, note('a', ', when: { run.end: { in: [done, cancelled] } }'), ''),
      expected: [],
    },
    {
      says: 'compares with ends there are',
      files: flow(grant, note('a', ', when: { run.end: dnoe }'), ''),
      expected: ['unknown-value: `run.end` has no value `dnoe`'],
    },
    {
      says: 'is given work for a person',
      files: flow(grant, '  - { id: x, task: Fetch it, by: { role: owner }, outcomes: { declined: hold } }\n', ''),
      expected: [],
    },
    {
      says: 'reads what a step gave only where it ran',
      files: flow(grant, note('{{steps.grant.grant}}'), ''),
      expected: ['maybe-missing: `steps.grant.grant` does not exist when `grant` has not finished'],
    },
    {
      says: 'reads what it asked for first',
      files: flow(verdict + approve + grant, guarded),
      expected: [],
    },
    {
      says: 'changes nothing where the request was denied',
      files: flow(
        verdict + approve + grant,
        "  - { id: again, do: database.grant, with: { user: '{{requester.id}}' } }\n",
      ),
      expected: ['write-when-denied: `again` performs `database.grant` when `verdict` is `DENIED`'],
    },
    {
      says: 'changes something where it was allowed, and approved if it had to be',
      files: flow(
        verdict + approve + grant,
        "  - { id: again, when: { steps.grant.grant: { known: true } }, do: database.grant, with: { user: '{{requester.id}}' } }\n",
      ),
      expected: [],
    },
    {
      says: 'tells people whatever was decided',
      files: flow(verdict + approve + grant, note('It is over')),
      expected: [],
    },
    {
      says: 'requires only what is there from the start',
      files: flow(grant.replace(' }', ' }, establishes: [given]'), note('a', ', requires: [given]'), ''),
      expected: ['unestablished: `note` requires `given`, which nothing establishes when `grant` has not finished'],
    },
    {
      says: 'has ids of its own',
      files: flow(grant, note('a').replace('id: note', 'id: grant'), ''),
      expected: ['duplicate-step: there are two steps `grant`'],
    },
    {
      says: 'needs the same permissions',
      files: {
        ...flow(
          note('a').replace('id: note', 'id: begin'),
          "  - { id: grant, do: database.grant, with: { user: '{{requester.id}}' } }\n",
          '',
        ),
        'access.yaml': `kind: access
id: desk
roles: { desk-robot: { from: given }, service-desk: { from: { group: Desk } }, owner: { from: { group: Owners } }, staff: { from: { group: Staff } } }
grants: [{ id: robot, role: desk-robot, allow: [helpdesk.comment] }, { id: people, role: staff, ask: ['*'] }]
`,
      },
      expected: [
        'nobody-may-act: nobody in `desk-robot` may do `database.grant` in step `grant`',
        'nobody-may-act: nobody in `desk-robot` may do `database.revoke` in undoing step `grant`',
      ],
    },
  ];

  it.each(cases)('$says', ({ files, expected }) => {
    expect(lintDesk(files)).toEqual(expected);
  });
});
