import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';
import { tinyBundle } from './tiny-bundle.ts';

const trigger = (event: string): string => `kind: trigger\nid: t\nevent: ${event}\nstart: flow\n`;
const flow = (wait = '{ for: 1h }'): string =>
  `kind: workflow\nid: flow\nacts: { as: desk-robot }\nsteps: [{ id: rest, wait: ${wait} }]\n`;

/** What is said of a trigger, or a wait, in a bundle that has a source. */
const inTiny = (files: { readonly [path: string]: string }): readonly string[] =>
  mistakesIn({ ...tinyBundle, 'flow.yaml': flow(), ...files }).filter(
    (line) => !/^(missing-tr|unused-def|trigger-loop)/u.test(line),
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

  it.each(['approval.expired', 'run.ended', 'task.opened'])('%s is told by the desk itself', (event) => {
    expect(inTiny({ 'trigger.yaml': trigger(event) })).toEqual([]);
    expect(inTiny({ 'flow.yaml': flow(`{ event: ${event} }`) })).toEqual([]);
  });

  it('is told by the desk itself only where something brings it about', () => {
    expect(inTiny({ 'trigger.yaml': trigger('sla.breached') })).toEqual([
      'event-never-happens: there is no `sla.breached`: this bundle has no SLA (write one that does)',
    ]);
  });

  it('is one of those that the desk tells of', () => {
    const refused = ['unknown-name: the desk tells of no event `run.endd` (did you mean `run.ended`)'];
    expect(inTiny({ 'trigger.yaml': trigger('run.endd') })).toEqual(refused);
    expect(mistakesIn({ 'flow.yaml': flow(), 'trigger.yaml': trigger('run.endd') })).toEqual(refused);
  });

  it('is emitted by no source where it is the desk’s own', () => {
    const source = (tinyBundle['source.yaml'] ?? '').replace('event: ticket.created,', 'event: task.opened,');
    expect(inTiny({ 'source.yaml': source, 'trigger.yaml': trigger('task.opened') })).toEqual([
      'reserved-event: `task.opened` is an event of the desk itself (give it another name)',
    ]);
  });
});
