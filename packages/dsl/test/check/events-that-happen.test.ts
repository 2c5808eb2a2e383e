import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';
import { tinyBundle } from './tiny-bundle.ts';

const trigger = (event: string): string => `kind: trigger\nid: t\nevent: ${event}\nstart: flow\n`;
const flow = (wait = '{ for: 1h }'): string =>
  `kind: workflow\nid: flow\nacts: { as: desk-robot }\nsteps: [{ id: rest, wait: ${wait} }]\n`;

/** What is said of a trigger, or a wait, in a bundle that has a source. */
const inTiny = (files: { readonly [path: string]: string }): readonly string[] =>
  mistakesIn({ ...tinyBundle, 'flow.yaml': flow(), ...files }).filter(
    (line) => !/^(missing-tr|unused-def)/u.test(line),
  );

describe('an event that is waited for', () => {
  it.each([
    ['ticket.created', []],
    ['ticket.creatd', ['event-never-happens: no source emits `ticket.creatd` (did you mean `ticket.created`)']],
  ] as const)('%s', (event, expected) => {
    expect(inTiny({ 'trigger.yaml': trigger(event) })).toEqual(expected);
    expect(inTiny({ 'flow.yaml': flow(`{ event: ${event} }`) })).toEqual(expected);
  });

  it('is waited for in each item too', () => {
    const each = `kind: workflow\nid: flow\nacts: { as: desk-robot }\nsteps: [{ id: all, each: { in: '{{ticket.watchers}}', as: one_person }, steps: [{ id: rest, wait: { event: ticket.gone } }], outcomes: { some_failed: hold, all_failed: hold } }]\n`;
    expect(inTiny({ 'flow.yaml': each })).toEqual([
      'event-never-happens: no source emits `ticket.gone` (there is `ticket.created`)',
    ]);
  });

  it.each(['approval.expired', 'run.ended', 'task.opened'])('%s is the desk’s own, and not told', (event) => {
    const refused = `not-yet: \`${event}\` needs events of the desk itself, which this version does not have (let the workflow itself go on at that outcome)`;
    expect(inTiny({ 'trigger.yaml': trigger(event) })).toEqual([refused]);
    expect(mistakesIn({ 'flow.yaml': flow(), 'trigger.yaml': trigger(event) })).toEqual([refused]);
    expect(inTiny({ 'flow.yaml': flow(`{ event: ${event} }`) })).toEqual([refused]);
  });

  it('may be called like one of them where a source emits it', () => {
    const source = (tinyBundle['source.yaml'] ?? '').replace('event: ticket.created,', 'event: task.opened,');
    expect(inTiny({ 'source.yaml': source, 'trigger.yaml': trigger('task.opened') })).toEqual([]);
  });
});
