import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph, GraphNode, NodeKind } from '../../src/graph/index.ts';
import { graphOf, toDot, toMermaid } from '../../src/graph/index.ts';
import { conditionWords, inFirst, lengthOf } from '../../src/graph/words.ts';
import { checkDesk, treeOf, workflowOf } from './lint-desk.ts';

const steps = `  - { id: look, title: 'Look "here" <now>', task: Look, by: { role: owner }, within: 1d12h, outcomes: { declined: hold, timed_out: { go: look, at_most: 2, else: { end: gone } } } }
  - { id: approve, approve: data-access, by: { role: owner }, outcomes: { expired: { undo: all, end: gone } } }
  - { id: way, choose: [{ id: urgent, when: { ticket.category: access }, steps: [{ id: call, task: Call, by: { role: owner }, outcomes: { declined: hold } }] }, { id: other, otherwise: true, steps: [{ id: quiet, wait: { for: 1h } }] }] }
  - { id: grant, do: database.grant, with: { user: '{{requester.id}}' }, when: { ticket.category: { in: [access, other] }, requester.mfa: true }, outcomes: { failed: { task: { role: owner, title: By hand } }, denied: continue } }
  - { id: all, each: { in: '{{ticket.watchers}}', as: watcher }, steps: [{ id: one, wait: { event: ticket.commented }, within: 5m, outcomes: { timed_out: continue } }], outcomes: { some_failed: continue, all_failed: continue } }
  - { id: also, needs: [way, all], join: any, ask: '{{requester.id}}', say: Fine?, form: { fine: yes_no }, outcomes: { declined: continue } }
  - { id: seek, find: ticket, where: { other.asset: '{{ticket.asset}}' }, at_most: 3 }
  - { id: walk, tree: wifi, outcomes: { escalated: continue } }
  - { id: table, decide: kit, outcomes: { MISSING: continue, no_rule: continue } }
  - { id: until, wait: { until: { check: device.check, with: { asset: '{{ticket.asset}}', check: x }, when: { check.state: up } }, every: 1m } }
  - { id: moment, wait: { until: '{{ticket.due_at}}' } }
  - { id: child, run: second, outcomes: { cancelled: hold } }
`;
const nodes = `  radio: { check: device.check, with: { asset: '{{asset.id}}', check: radio }, yes_when: { check.state: 'on' }, ask: Is it on?, known: asset.managed, if_yes: kind, if_no: turn-on, if_unsure: kind }
  turn-on: { fix: Turn it on., do: database.grant, with: { user: '{{requester.id}}' }, if_fixed: solved, if_not_fixed: hand }
  kind: { ask: Where?, known: ticket.category, choose: [{ id: usb, say: Outside, go: info }, { id: pci, say: Inside, go: sub }] }
  info: { collect: { make: text, model: text }, say: Note it., next: desk }
  hand: { hand_to: owner, next: desk }
  sub: { tree: cable, next: { solved: solved, explained: desk, escalated: desk } }
`;
const cable = `kind: tree
id: cable
start: plug
if_unsure: desk
nodes: { plug: { known: asset.managed, if_yes: solved, if_no: note }, note: { collect: { text: text }, next: desk } }
outcomes: { solved: { result: solved }, desk: { result: escalated, to: owner, say: Wait for us. } }
`;
const second = `kind: workflow\nid: second\nacts: { as: desk-robot }\nsteps: [{ id: only, wait: { for: 1m } }]\n`;
const trigger = `kind: trigger\nid: asked\nevent: ticket.created\nstart: flow\nstate: shadow\n`;
const service = `kind: service\nid: help-yourself\ntitle: Help yourself\nform: { sure: yes_no }\nstart: second\nmay_touch: { actions: [] }\n`;

const { bundle, diagnostics } = checkDesk({
  ...workflowOf(steps, 'title: { en: The flow, de: Der Ablauf }\nends: { gone: { title: Nobody there } }\n'),
  ...treeOf(nodes, 'title: Wi-Fi\n'),
  'cable.yaml': cable,
  'second.yaml': second,
  'trigger.yaml': trigger,
  'service.yaml': service,
});

function drawn(id?: string): Graph {
  const graph = bundle === null ? null : graphOf(bundle, id);
  if (graph === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return graph;
}

function labelled(graph: Graph): readonly string[] {
  return graph.edges.map(
    ({ from, to, label, way }) =>
      `${from} ${way === 'usual' ? '→' : way === 'back' ? '⤴' : '⇢'} ${to}${label === null ? '' : ` (${label})`}`,
  );
}

describe('a workflow as a picture', () => {
  const graph = drawn('flow');

  it('has its steps, ends, holds and undoing', () => {
    expect(
      graph.nodes.map(({ id, kind, lines, cluster }) =>
        [id, kind, ...lines, ...(cluster === null ? [] : [`in ${cluster}`])].join(' | '),
      ),
    ).toEqual([
      '!start | start | The flow',
      'look | task | Look "here" <now> | within 1d12h | by owner',
      'approve | approve | Approve | approve data-access | by owner',
      'way | choose | Way',
      'call | task | Call | by owner | in way:urgent',
      'quiet | wait | Quiet | wait 1h | in way:other',
      'grant | do | database.grant | only if ticket.category in access, other and requester.mfa is true',
      'grant-failed | task | By hand | by owner | in grant:failed',
      'all | each | All | each watcher',
      'one | wait | One | wait for ticket.commented | within 5m | in all:each',
      'also | ask | Also | after any of those before',
      'seek | find | Seek | find at most 3',
      'walk | tree | Walk | tree wifi',
      'table | decide | Table | decide kit',
      'until | wait | Until | wait until check.state is up',
      'moment | wait | Moment | wait for a moment',
      'child | run | Child | run second',
      '!hold | hold | a person looks',
      '!end-gone | end | Nobody there',
      '!end-rejected | end | Rejected',
      '!undo-gone | undo | undo everything',
      '!end-cancelled | end | Cancelled',
      '!end-done | end | Done',
    ]);
  });

  it('has an arrow for every way on', () => {
    expect(labelled(graph)).toEqual([
      '!start → look',
      'look ⇢ !hold (declined)',
      'look ⤴ look (timed_out, at most 2×)',
      'look ⇢ !end-gone (timed_out)',
      'look → approve',
      'approve ⇢ !end-rejected (rejected)',
      '!undo-gone → !end-gone',
      'approve ⇢ !undo-gone (expired)',
      'approve ⇢ !end-cancelled (withdrawn)',
      'approve → way',
      'way → call (urgent)',
      'call ⇢ !hold (declined)',
      'way → quiet (other)',
      'call → grant',
      'quiet → grant',
      'grant ⇢ grant-failed (failed)',
      'grant-failed ⇢ !hold (declined)',
      'grant → all',
      'grant-failed → all',
      'grant ⇢ all (denied)',
      'all → one (each)',
      'call → also',
      'quiet → also',
      'all → also',
      'all ⇢ also (some_failed, all_failed)',
      'also → seek',
      'also ⇢ seek (declined)',
      'seek → walk',
      'seek ⇢ walk (none)',
      'walk → table',
      'walk ⇢ table (escalated)',
      'table → until',
      'table ⇢ until (no_rule, MISSING)',
      'until → moment',
      'moment → child',
      'child ⇢ !hold (cancelled)',
      'child → !end-done',
    ]);
  });

  it('frames branches, the steps of outcomes and bodies', () => {
    expect(graph.clusters).toEqual([
      { id: 'way:urgent', label: 'urgent', parent: null },
      { id: 'way:other', label: 'other', parent: null },
      { id: 'grant:failed', label: 'failed', parent: null },
      { id: 'all:each', label: 'for each watcher', parent: null },
    ]);
  });

  it('draws only arrows between nodes it has', () => {
    for (const each of [graph, drawn('wifi'), drawn('cable'), drawn()]) {
      const ids = new Set(each.nodes.map(({ id }) => id));
      expect(ids.size).toBe(each.nodes.length);
      expect(each.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
    }
  });
});

describe('a tree as a picture', () => {
  it('has its nodes and outcomes', () => {
    expect(drawn('wifi').nodes.map(({ id, kind, lines }) => [id, kind, ...lines].join(' | '))).toEqual([
      '!start | start | Wi-Fi | not sure: desk',
      'radio | question | Is it on? | known: asset.managed | check device.check: check.state is on',
      'turn-on | fix | Turn it on. | do database.grant',
      'kind | choice | Where? | known: ticket.category',
      'info | collect | Note it. | collect make, model',
      'hand | hand_to | hand to owner',
      'sub | tree | tree cable',
      'solved | solved | solved',
      'desk | escalated | desk',
    ]);
  });

  it('has an arrow for every answer', () => {
    expect(labelled(drawn('wifi'))).toEqual([
      '!start → radio',
      'radio → kind (yes)',
      'radio → turn-on (no)',
      'radio ⇢ kind (not sure)',
      'turn-on → solved (helped)',
      'turn-on → hand (did not help)',
      'kind → info (Outside)',
      'kind → sub (Inside)',
      'info → desk',
      'hand → desk',
      'sub → solved (solved)',
      'sub → desk (explained, escalated)',
    ]);
    expect(labelled(drawn('cable'))).toEqual([
      '!start → plug',
      'plug → solved (yes)',
      'plug → note (no)',
      'note → desk',
    ]);
  });
});

describe('a bundle as a picture', () => {
  it('shows what starts what', () => {
    expect(labelled(drawn())).toEqual([
      'event/ticket.created → trigger/asked',
      'trigger/asked → workflow/flow',
      'service/help-yourself → workflow/second',
      'workflow/flow → approval/data-access',
      'workflow/flow → tree/wifi',
      'workflow/flow → decision/kit',
      'workflow/flow → workflow/second',
      'tree/wifi → tree/cable',
    ]);
    expect(drawn().clusters.map(({ id }) => id)).toEqual([
      'event',
      'trigger',
      'service',
      'workflow',
      'tree',
      'approval',
      'decision',
    ]);
  });

  it('is found by name', () => {
    expect(drawn('tree/wifi').title).toBe('Wi-Fi');
    expect(drawn('workflow/flow').title).toBe('The flow');
    expect(bundle && graphOf(bundle, 'tree/flow')).toBeNull();
    expect(bundle && graphOf(bundle, 'constructor')).toBeNull();
  });
});

describe('as text', () => {
  it('Mermaid', () => {
    expect(toMermaid(drawn('second'))).toBe(`flowchart TD
  accTitle: Second
  n0(["Second"])
  n1>"⏳ Only<br>wait 1m"]
  n2(["Done"])
  n0 --> n1
  n1 --> n2
  classDef time fill:#f1f1f4,stroke:#5c5c6b,color:#26262e
  class n1 time
  classDef finish fill:#e6f4ea,stroke:#1e7d34,color:#0c3d18
  class n2 finish
`);
    expect(toMermaid(drawn('flow'))).toContain('Look #34;here#34; #60;now#62;');
  });

  it('DOT', () => {
    expect(toDot(drawn('second'))).toBe(`digraph "second" {
  label="Second"; labelloc=t; fontname="sans-serif"; rankdir=TB;
  node [shape=box, fontname="sans-serif"];
  edge [fontname="sans-serif"];
  "!start" [label="Second", shape=oval];
  "only" [label="⏳ Only\\nwait 1m", shape=cds];
  "!end-done" [label="Done", shape=oval, peripheries=2];
  "!start" -> "only";
  "only" -> "!end-done";
}
`);
    expect(toDot(drawn('flow'))).toContain('Look \\"here\\" <now>');
    expect(toDot(drawn('flow'))).toContain('subgraph "cluster_way:urgent" {');
  });

  const kinds: readonly NodeKind[] = ['do', 'approve', 'wait', 'hold', 'undo', 'decide', 'find', 'each', 'end'];
  const graphs = fc.record({
    title: fc.string({ unit: 'binary' }),
    words: fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }),
    kind: fc.constantFrom(...kinds),
  });

  it('no words can leave their quotes in Mermaid', () => {
    fc.assert(
      fc.property(graphs, ({ title, words, kind }) => {
        const text = toMermaid(pictureOf(title, words, kind));
        const body = text.split('\n');
        expect(body[0]).toBe('flowchart TD');
        const drawn = body.slice(2, words.length + 2);
        for (const line of drawn) expect(line).toMatch(/^ {2}n\d+[^"]{1,2}"[^"]*"[^"]{1,2}$/u);
        for (const line of drawn) expect(line.split('"')[1]).toMatch(/^(?:[^\n\r[\]{}()<>|\\;&`%#]|#\d+;)*$/u);
        expect(body.filter((line) => / -->\|"[^"]*"\| n\d+$/u.test(line))).toHaveLength(words.length - 1);
      }),
    );
  });

  it('words come back out of DOT as they went in', () => {
    fc.assert(
      fc.property(graphs, ({ title, words, kind }) => {
        const text = toDot(pictureOf(title, words, kind));
        const read = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/gsu)].map(([, inside = '']) =>
          inside.replaceAll(/\\(["\\])/g, '$1'),
        );
        for (const word of words) expect(read.some((one) => one.endsWith(word.replaceAll(/[\r\n]+/g, ' ')))).toBe(true);
      }),
    );
  });
});

function pictureOf(title: string, words: readonly string[], kind: NodeKind): Graph {
  const made = words.map((word, index): GraphNode => ({ id: `i${index}`, kind, lines: [word], cluster: null }));
  const edges = words
    .slice(1)
    .map((word, index) => ({ from: `i${index}`, to: `i${index + 1}`, label: word, way: 'usual' as const }));
  return { id: 'x', title, nodes: made, edges, clusters: [] };
}

describe('words', () => {
  it('say a condition', () => {
    const compare = (operator: 'equals' | 'gte' | 'known' | 'older_than', value: string | number | boolean) =>
      ({ kind: 'compare', fact: 'ticket.age', operator, operand: { value }, reference: '' }) as const;
    const all = { kind: 'all', of: [compare('equals', 1), compare('gte', 2)], reference: '' } as const;
    expect(conditionWords(all)).toBe('ticket.age is 1 and ticket.age ≥ 2');
    expect(conditionWords({ kind: 'any', of: [all, compare('known', false)], reference: '' })).toBe(
      '(ticket.age is 1 and ticket.age ≥ 2) or ticket.age is not known',
    );
    expect(conditionWords({ kind: 'not', of: compare('older_than', '2d'), reference: '' })).toBe(
      'not (ticket.age older than 2d)',
    );
    expect(conditionWords({ kind: 'some', fact: 'ticket.blocked_by', of: compare('known', true), reference: '' })).toBe(
      'some ticket.blocked_by: ticket.age is known',
    );
    expect(conditionWords({ ...compare('equals', 1), operand: { fact: 'ticket.x' } })).toBe('ticket.age is ticket.x');
  });

  it('say a length of time and a text', () => {
    expect([0, 1, 90_000, 129_600_000].map((milliseconds) => lengthOf({ milliseconds }))).toEqual([
      '0s',
      '1ms',
      '1m30s',
      '1d12h',
    ]);
    expect(lengthOf({ business: 'days', amount: 2 })).toBe('2 business days');
    expect(lengthOf({ business: 'hours', amount: 1, calendar: 'ops' })).toBe('1 business hour on ops');
    expect([inFirst({ de: 'ja', en: 'yes' }, ['en']), inFirst({ de: 'ja' }, ['en']), inFirst({}, ['en'])]).toEqual([
      'yes',
      'ja',
      '',
    ]);
  });
});
