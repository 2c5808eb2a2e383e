import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';
import { noteWorkflow } from './note-workflow.ts';

describe('decisions', () => {
  const table = (columns: string, rows: string): string =>
    `kind: decision\nid: level\nhit: first\nsets: [ticket.urgency]\ntable:\n  columns: ${columns}\n  rows:\n${rows}`;

  it.each<[string, string, readonly string[]]>([
    [
      'a rank',
      'kind: decision\nid: worst\nhit: priority\nsets: { risk: { one_of: [HIGH, LOW] } }\nrules: [{ id: a, when: { ticket.type: incident }, then: { risk: HIGH } }, { id: b, when: { ticket.impact: high }, then: { risk: LOW } }]\n',
      [],
    ],
    [
      'no rank',
      'kind: decision\nid: worst\nhit: output_order\nsets: { risk: text }\nrules: [{ id: a, when: { ticket.type: incident }, then: { risk: high } }]\n',
      ['wrong-hit-policy: `output_order` needs a result with `one_of`, whose order is the rank'],
    ],
    [
      'cells with operators',
      table(
        '[ticket.impact, ticket.age, ticket.urgency]',
        '    - one: [{ in: [high, medium] }, { lt: 4h }, high]\n    - two: [low, any, low]\n',
      ),
      ['table-hole: no row for `impact: high, age: 4h` (add a row, or one of `any` at the end)'],
    ],
    [
      'results first',
      table('[ticket.urgency, ticket.impact]', '    - one: [high, low]\n'),
      [
        'wrong-columns: the last columns are what the decision sets, and `ticket.urgency` is not among them (end with `ticket.urgency`)',
      ],
    ],
    [
      'an unknown column',
      table('[ticket.inpact, ticket.urgency]', '    - one: [high, low]\n'),
      ['unknown-fact: there is no fact `ticket.inpact` (did you mean `ticket.impact`)'],
    ],
    [
      'a wrong cell',
      table('[ticket.impact, ticket.urgency]', '    - one: [hgih, low]\n    - two: [any, lwo]\n'),
      [
        'unknown-value: `ticket.impact` has no value `hgih` (did you mean `high`)',
        'unknown-value: `ticket.urgency` has no value `lwo` (did you mean `low`)',
      ],
    ],
    [
      'cells in S-FEEL, where the table does not say so',
      table(
        '[ticket.impact, ticket.urgency]',
        "    - one: ['\"high\"', low]\n    - two: ['not(\"low\")', low]\n    - three: ['-', low]\n",
      ),
      ['"high"', 'not("low")', '-'].map(
        (cell) =>
          `invalid-s-feel: \`${cell}\` is S-FEEL, which the cells of this table are not (write \`expression_language: s-feel\` in the table, or the value as it is; \`any\` is any value)`,
      ),
    ],
    [
      'any as a result',
      table('[ticket.impact, ticket.urgency]', '    - one: [any, any]\n'),
      ['unknown-result: `any` is a test and cannot be a result'],
    ],
    [
      'a row twice',
      table('[ticket.impact, ticket.urgency]', '    - one: [high, low]\n    - one: [any, high]\n'),
      ['duplicate-id: two rows are called `one`'],
    ],
    [
      'a hole',
      table('[ticket.impact, ticket.urgency]', '    - one: [high, low]\n    - two: [{ not_in: [high, low] }, low]\n'),
      ['table-hole: no row for `impact: low` (add a row, or one of `any` at the end)'],
    ],
    [
      'an unknown approval',
      'kind: decision\nid: gate\nhit: first\nsets: { decision: decision, approval: approval }\nrules: [{ id: all, otherwise: true, then: { decision: REQUIRES_APPROVAL, approval: nobody } }]\n',
      ['unknown-name: there is no approval `nobody`'],
    ],
    [
      'an answer there is not',
      'kind: decision\nid: gate\nhit: first\nsets: { decision: decision }\nrules: [{ id: all, otherwise: true, then: { decision: MISSING } }]\n',
      ['unknown-value: `decision` has no value `MISSING` (there are `ALLOWED`, `DENIED` and `REQUIRES_APPROVAL`)'],
    ],
    [
      'itself',
      'kind: decision\nid: loop\nhit: first\nsets: [ticket.category]\nrules: [{ id: a, when: { ticket.category: x }, then: { ticket.category: z } }]\n',
      ["decision-cycle: decisions need each other's results: `loop` → `loop`"],
    ],
    [
      'what itself is derived from',
      'kind: decision\nid: loop\nhit: first\nsets: [ticket.description]\nrules: [{ id: a, when: { ticket.text: { contains: x } }, then: { ticket.description: z } }]\n',
      ["decision-cycle: decisions need each other's results: `loop` → `loop`"],
    ],
  ])('%s', (_, file, expected) => {
    expect(mistakesIn(file)).toEqual(expected);
  });
});

describe('services', () => {
  const service = (rest: string) => ({
    'w.yaml': noteWorkflow,
    's.yaml': `kind: service\nid: note\ntitle: Take a note\nstart: note\nwith: { user: '{{requester.id}}' }\n${rest}`,
    'a.yaml': 'kind: access\nid: people\nroles: { lead: { from: { people: [ada] } } }\n',
  });

  it.each<[string, readonly string[]]>([
    [
      "form: { device: { type: asset, options: '{{requester.assets}}' }, why: { type: text, when: { form.device: { known: true } } } }\nmay_touch: { actions: [helpdesk.comment], resource: { ticket.requester: '{{requester.id}}', input.text: { known: true } } }",
      [],
    ],
    [
      "form: { device: { type: asset, options: '{{requester.name}}' } }\nmay_touch: { actions: [mail.send] }",
      ['wrong-type: `requester.name` is a text, and options come from a list'],
    ],
    [
      'form: { device: asset }\neligible: { form.device.owner: ada }\nmay_touch: { actions: [mail.send] }',
      ['unknown-fact: there is no fact `form.device.owner`'],
    ],
    [
      "may_touch: { actions: [mail.sent] }\npre_approved: { by: led, date: '2026-01-01' }",
      [
        'unknown-action: there is no action `mail.sent` (did you mean `mail.send`)',
        'unknown-name: there is no role `led` (did you mean `lead`)',
      ],
    ],
    [
      'limits: [{ per: requester, at_most: 1, in: 2 business days }, { at_once: 3 }]\nmay_touch: { actions: [mail.send] }',
      [
        'business-time: this is counted by the clock, day and night, and not in business time (write clock time such as `48h`)',
      ],
    ],
  ])('%s', (rest, expected) => {
    const found = mistakesIn(service(rest));
    expect(found.map((line) => line.replace(/ \((there (is|are)|`form.device` holds).*\)$/, ''))).toEqual(expected);
  });

  describe('with a root found by a form', () => {
    const facts = `kind: facts
id: words
roots: { device: { type: asset, from: form.device }, holder: { type: person, from: device.owner } }
`;
    const owned = "eligible: { device.owner: '{{requester.id}}', holder.employment: employee }\n";
    const touching = 'may_touch: { actions: [mail.send] }\n';
    const note = (form: string) =>
      mistakesIn({ 'f.yaml': facts, ...service(`form: { ${form} }\n${owned}${touching}`) });

    it('knows it where the form has such a field', () => {
      expect(note('device: asset')).toEqual([]);
    });

    it.each(['desk: asset', 'device: person', 'device: { type: asset, list: true }'])('not with %s', (form) => {
      expect(note(form)).toEqual([
        'unknown-fact: there is no fact `device.owner` (`device` is found by `form.device`, which is not known here)',
        'unknown-fact: there is no fact `holder.employment` (`holder` is found by `device.owner`, which is not known here)',
      ]);
    });

    it('knows it nowhere else, unless an input is that root', () => {
      const when = 'when: { device.os: linux }';
      const workflow = (input: string) => noteWorkflow.replace('device: { type: asset, optional: true }', input);
      const stepWhen = (text: string) => text.replace('task: Look at it', `${when}, task: Look at it`);
      const used = "kind: trigger\nid: page\nevent: ticket.created\nstart: note\nwith: { user: '{{requester.id}}' }\n";
      const found = (input: string) =>
        mistakesIn({ 'f.yaml': facts, 't.yaml': used, 'w.yaml': stepWhen(workflow(input)) });
      expect(found('gadget: { type: asset, optional: true }')).toEqual([
        'unknown-fact: there is no fact `device.os` (`device` is found by `form.device`, which is not known here)',
      ]);
      expect(found('device: { type: asset, optional: true }')).toEqual([]);
    });
  });
});
