import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closestName, parseValue } from '../../src/parse/index.ts';

describe('parseValue', () => {
  it.each([
    ['plain', { kind: 'literal' }],
    ['', { kind: 'literal' }],
    ['a }} { b', { kind: 'literal' }],
    ['{{requester.id}}', { kind: 'path', path: 'requester.id' }],
    ['{{ requester.id }}', { kind: 'path', path: 'requester.id' }],
    ['{{steps.confirm-role.job_role}}', { kind: 'path', path: 'steps.confirm-role.job_role' }],
    ['{{this-and-that}}', { kind: 'path', path: 'this-and-that' }],
    ['{{items.0.id}}', { kind: 'path', path: 'items.0.id' }],
    [' {{a}}', { kind: 'template', paths: ['a'] }],
    ['{{a}}{{b}}{{a}}', { kind: 'template', paths: ['a', 'b'] }],
    ['{{date a}}', { kind: 'template', paths: ['a'] }],
    [
      'Ticket {{ticket.id}}: {{default ticket.summary "-"}}',
      { kind: 'template', paths: ['ticket.id', 'ticket.summary'] },
    ],
    ['\\{{a}}', { kind: 'template', paths: [] }],
  ])('%j', (text, expected) => {
    expect(parseValue(text)).toEqual(expected);
  });

  it.each([
    ['{{this}}', '`this` is everything; name a variable'],
    ['{{true}}', '`true` is no variable; write the text itself'],
    ['{{a.constructor}}', '`constructor` cannot be read'],
    ['{{a..b}}', 'there is no helper `a`'],
    ['{{a', 'this is not a template expression'],
    ['x {{> sig}}', 'a value includes no partials'],
    ['{{{a}}}', 'what is shown cannot be left unescaped'],
  ])('%j is no value', (text, message) => {
    const parsed = parseValue(text);
    expect(parsed).toMatchObject({ kind: 'invalid', errors: [{ message }] });
  });

  it('takes for a path only what is all of a path', () => {
    const mark = fc.constantFrom('a', 'b-c', '.', ' ', '{', '}', '"', ' date "x"', '[0]', '@', '\n');
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 6 }), (marks) => {
        const text = marks.join('');
        const parsed = parseValue(`{{${text}}}`);
        expect(parsed.kind === 'path' ? parsed.path : null).toBe(
          /^ *(?:a|b-c)+(?:\.(?:a|b-c)+)* *$/u.test(text) ? text.trim() : null,
        );
      }),
    );
  });
});

describe('closestName', () => {
  it.each([
    ['berlin_office', 'berlin-office'],
    ['dat', 'date'],
    ['requester', null],
    ['x', null],
  ])('%j is meant to be %j', (written, expected) => {
    expect(closestName(written, ['date', 'time', 'berlin-office'])).toBe(expected);
  });
});
