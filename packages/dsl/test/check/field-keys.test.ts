import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';

/** What is said of one field of a form that people fill in. */
const said = (field: string): readonly string[] =>
  mistakesIn(
    `kind: workflow\nid: flow\nacts: { as: desk-robot }\nsteps: [{ id: look, task: Look, by: { role: desk-robot }, form: { x: ${field} }, outcomes: { declined: hold } }]\n`,
  ).filter((line) => !line.startsWith('unused-def'));
const idle = (key: string, type: string, types: string): string =>
  `idle-key: \`${key}\` says nothing about ${type} (it is for ${types})`;
const bounded = '`text`, `integer`, `number`, `duration`';

describe('a key of a field', () => {
  it.each([
    ["{ type: person, pattern: '[a-z]+' }", idle('pattern', 'the id of a person', '`text`')],
    ['{ type: yes_no, min: 1 }', idle('min', 'true or false', bounded)],
    ['{ type: person, max: 3, list: true }', idle('max', 'the id of a person', bounded)],
    ['{ type: date, max: 3 }', idle('max', 'a date', bounded)],
    ['{ type: text, future: true }', idle('future', 'a text', '`date`, `time`')],
    ["{ type: number, options: '{{ticket.labels}}' }", 'the field holds a number'],
    ['{ type: text, fields: { a: text } }', idle('fields', 'a text', '`record`')],
    ['{ type: duration, one_of: [15m] }', 'idle-key: `one_of` says nothing about a length of time'],
    ['{ type: text, also: { P1: HIGH } }', 'idle-key: `also` says nothing where there is no `one_of`'],
    [
      "{ type: person, options: '{{requester.assets}}' }",
      'wrong-type: `requester.assets` is a list of ids of assets, and the field holds the id of a person',
    ],
    ['{ type: text, min: 5, max: 3 }', 'out-of-range: nothing is at least 5 and at most 3'],
    ['{ type: text, min: -1 }', 'out-of-range: `min` of a text is a number of characters, and -1 is none'],
    ['{ type: text, max: 2.5 }', 'out-of-range: `max` of a text is a number of characters, and 2.5 is none'],
    ['{ type: integer, one_of: [1, two] }', 'wrong-value: `two` is not an integer, as `one_of` is'],
    ['{ one_of: [a, 2] }', "wrong-value: `2` is not a text, as `one_of` is (quote it: `'2'`)"],
    ['{ one_of: [a], also: { b: c } }', 'unknown-value: `one_of` has no value `c`'],
  ])('%s', (field, message) => {
    expect(said(field).some((line) => line.includes(message))).toBe(true);
  });

  it.each([
    "{ type: text, min: 2, max: 8, pattern: '[a-z]+', default: abc }",
    '{ type: text, list: true, max: 3 }',
    '{ type: integer, min: -4, max: -4 }',
    '{ type: duration, min: 1000 }',
    '{ type: date, future: true }',
    '{ type: person, future: false }',
    "{ type: asset, options: '{{requester.assets}}' }",
    "{ type: text, options: '{{requester.assets}}', list: true }",
    '{ one_of: [1, 2.5], default: 1 }',
    '{ type: json, one_of: [1, a] }',
    '{ one_of: [HIGH], also: { P1: HIGH } }',
  ])('%s means something', (field) => {
    expect(said(field)).toEqual([]);
  });
});

describe('a default keeps what its field asks', () => {
  it.each([
    [
      "{ type: text, pattern: '[0-9]{5}', default: abc }",
      "wrong-value: `abc` does not match the field's own `pattern`",
    ],
    ["{ type: text, pattern: 'a|b', default: ac }", "wrong-value: `ac` does not match the field's own `pattern`"],
    ['{ type: text, min: 4, default: abc }', 'out-of-range: `default` has at least 4 characters, and `abc` has 3'],
    ['{ type: text, max: 2, default: abc }', 'out-of-range: `default` has at most 2 characters, and `abc` has 3'],
    [
      '{ type: text, list: true, max: 2, default: [ab, abc] }',
      'out-of-range: `default` has at most 2 characters, and `abc` has 3',
    ],
    ['{ type: integer, max: 2, default: 3 }', 'out-of-range: `default` is at most 2, and 3 is not'],
  ])('%s', (field, message) => {
    expect(said(field)).toEqual([message]);
  });

  it('counts characters as people do', () => {
    expect(said('{ type: text, max: 2, default: 😀😀 }')).toEqual([]);
  });
});
