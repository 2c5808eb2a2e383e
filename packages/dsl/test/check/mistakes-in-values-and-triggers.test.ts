import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';
import { notePassing, noteTrigger } from './note-workflow.ts';

describe('values', () => {
  it.each<[string, readonly string[]]>([
    [
      "device: '{{ticket.asset}}', words: 'for {{requester.name}}', tags: ['{{ticket.category}}', vpn], more: { a: ['{{ticket.id}}'] }",
      [],
    ],
    ["words: '{{ticket.requester}}', until: 2026-03-27T14:00:00+01:00, place: { floor: 3 }, more: { any: thing }", []],
    ["words: '{{date ticket.created_at}}'", []],
    [
      "place: { floor: '{{ticket.priority}}' }",
      ['wrong-type: `floor` is an integer, and `ticket.priority` is one of CRITICAL, HIGH, MEDIUM, LOW'],
    ],
    [
      "place: { flor: '{{ticket.priority}}' }",
      [
        'missing-input: `place` needs `floor`, an integer (write `floor` in `with`)',
        'unknown-input: `place` takes no `flor` (did you mean `floor`)',
      ],
    ],
    [
      "device: 'the {{ticket.asset}}'",
      [
        'wrong-type: `device` is the id of an asset, and text around an expression makes a text (write exactly one `{{path}}`, which keeps its type)',
      ],
    ],
    ["tags: '{{ticket.category}}'", ['wrong-type: `tags` is a list of texts, and `ticket.category` is a text']],
    ["words: ['{{ticket.id}}']", ['wrong-type: `words` is a text, and this is a list']],
    ["words: { a: '{{ticket.id}}' }", ['wrong-type: `words` is a text, and this is a mapping']],
    ['words: [vpn]', ['wrong-value: `["vpn"]` is not a text, as `words` is']],
    ['words: 42', ["wrong-value: `42` is not a text, as `words` is (quote it: `'42'`)"]],
    ['tags: vpn', ['wrong-value: `vpn` is not a list of texts, as `tags` is (write a list)']],
    [
      'until: 2026-03-27',
      [
        'wrong-value: `2026-03-27` is not a time, as `until` is (write an instant with its zone, such as `2026-03-27T14:00:00+01:00`)',
      ],
    ],
    [
      "words: 'for {{requester.nmae}}'",
      ['unknown-fact: there is no fact `requester.nmae` (did you mean `requester.name`)'],
    ],
    [
      "words: '{{ticket.blocked_by.id}}'",
      [
        'unknown-fact: there is no fact `ticket.blocked_by.id` (`ticket.blocked_by` is a list; use `some` or `every` to speak of its records)',
      ],
    ],
    [
      "words: '{{ticket..id}}'",
      [
        'invalid-expression: there is no helper `ticket` (helpers are date, time, datetime, duration, list, count, plural, default, eq)',
      ],
    ],
    ["words: '{{subject.name}}'", ['unknown-fact: there is no fact `subject.name`']],
  ])('%s', (values, expected) => {
    const found = mistakesIn(notePassing(values));
    expect(found.map((line) => line.replace(/ \(there (is|are) .*\)$/, ''))).toEqual(expected);
  });

  it('names what is missing altogether', () => {
    expect(mistakesIn(noteTrigger(''))).toEqual([
      'missing-input: `note` needs `user`, the id of a person (write `user` in `with`)',
    ]);
  });
});

describe('triggers', () => {
  it.each<[string, readonly string[]]>([
    ['changed: ticket.priority\n', []],
    ['changed: [ticket.priority, ticket.state]\n', []],
    ['changed: { ticket.priority: { from: [P3, LOW], to: P1 }, ticket.labels: { to: [vpn] } }\n', []],
    ['changed: ticket.prio\n', ['unknown-fact: there is no fact `ticket.prio`']],
    [
      'changed: { ticket.priority: { to: P9 } }\n',
      ['unknown-value: `ticket.priority` has no value `P9` (did you mean `P1`)'],
    ],
    ["throttle: { per: '{{ticket.asset}}', at_most: 1, in: 30m }\nown_events: allow\n", []],
    [
      "throttle: { per: '{{ticket.aset}}', at_most: 1, in: 30m }\nown_events: { hops: 2 }\n",
      ['unknown-fact: there is no fact `ticket.aset` (did you mean `ticket.asset`)'],
    ],
    ['when: [{ ticket.type: incident }]\n', ['a condition']],
    ['when: { ticket.type: [incident, request] }\n', ['list']],
  ])('%s', (rest, expected) => {
    const found = mistakesIn(noteTrigger(`with: { user: '{{requester.id}}' }\n${rest}`));
    expect(found).toHaveLength(expected.length);
    for (const [index, text] of expected.entries()) expect(found[index]).toContain(text);
  });
});
