import { describe, expect, it } from 'vitest';
import { checkFiles, mistakesIn } from './check-files.ts';
import { tinyBundle } from './tiny-bundle.ts';

const flow = 'kind: workflow\nid: flow\nacts: { as: desk-robot }\nsteps: [{ id: rest, wait: { for: 1h } }]\n';
const office = 'kind: calendar\nid: office\nzone: Europe/Berlin\nhours: { mon-fri: [08:00-17:00] }\n';
const files = (written: string) => ({
  ...tinyBundle,
  'flow.yaml': flow,
  'office.yaml': office,
  'trigger.yaml': `kind: trigger\nid: round\n${written}\nstart: flow\n`,
});
const said = (written: string): readonly string[] =>
  mistakesIn(files(written)).filter((line) => !/^(missing-tr|unused-def)/u.test(line));

describe('a trigger that comes round', () => {
  it.each([
    ['every: day', { comes: { every: 'day', weekday: null, at: 0 }, calendar: null, over: null }],
    ["every: day\nat: '08:30'", { comes: { every: 'day', weekday: null, at: 510 }, calendar: null, over: null }],
    ['every: business day\nopening: office\nover: ticket', { comes: { every: 'business_day', weekday: null, at: null }, calendar: 'office', over: 'ticket' }], // prettier-ignore
    ['every: week\nopening: office', { comes: { every: 'week', weekday: null, at: null }, calendar: 'office', over: null }], // prettier-ignore
    ["every: week\nweekday: fri\nat: '15:00'", { comes: { every: 'week', weekday: 'fri', at: 900 }, calendar: null, over: null }], // prettier-ignore
    ['every: 15m', { comes: { every: 900_000, open: false }, calendar: null, over: null }],
    ['every: 1h30m\nopening: office', { comes: { every: 5_400_000, open: true }, calendar: 'office', over: null }],
  ])('%s', (written, schedule) => {
    expect(said(written)).toEqual([]);
    expect(checkFiles(files(written)).bundle?.triggers).toMatchObject([
      { event: 'schedule.round', changed: [], schedule },
    ]);
  });

  it.each([
    ['every: business day', ['business-time: working days need a calendar (name one: `opening: …`, or `calendar` in `settings`)']],
    ['every: week', ['business-time: working days need a calendar (name one: `opening: …`, or `calendar` in `settings`)']],
    ['every: business day\nopening: offcie', ['unknown-name: there is no calendar `offcie` (did you mean `office`)']],
    ['every: fortnight', ['invalid-duration: `fortnight` is not a length of time (write one such as `15m`, `4h`, `day`, `week` or `business day`)']],
    ['every: 10s', ['invalid-duration: `10s` is shorter than a minute']],
    ["every: 15m\nat: '08:00'", ['idle-key: `at` means nothing with `every: 15m` (it comes round by the clock, at whole multiples of that length)']],
    ['every: day\nopening: office', ['idle-key: `opening` means nothing with `every: day` (a day comes round at a time; for the days it is open write `every: business day`)']],
    ['every: business day\nopening: office\nweekday: fri', ['idle-key: `weekday` means nothing with `every: business day` (write `every: week`)']],
  ])('%s', (written, expected) => {
    expect(said(written)).toEqual(expected);
  }); // prettier-ignore
});
