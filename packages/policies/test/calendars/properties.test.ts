import { addBusinessTime, businessTimeBetween, isOpen, nextClosing, nextOpening } from '@deskbook/policies/calendars';
import type { Calendar } from '@deskbook/policies/calendars';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { berlin, kathmandu, lordHowe, newYork, nights, onWeekdays, prepared } from './offices.ts';
import { openMinutes } from './slow-office.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const shortOnHowe: Calendar = { ...lordHowe, hours: onWeekdays('09:00-12:00', '13:15-17:45') };
const aroundTheClock: Calendar = {
  ...nights,
  id: 'around',
  hours: { sun: ['00:00-24:00'], fri: ['01:00-02:30', '02:45-23:00'] },
};
const calendars = [berlin, newYork, kathmandu, lordHowe, shortOnHowe, nights, aroundTheClock];
const office = fc.constantFrom(...calendars.map(prepared));
const instant = fc
  .integer({ min: Date.parse('2025-01-01T00:00:00Z') / 1000, max: Date.parse('2028-01-01T00:00:00Z') / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString());
const length = fc.integer({ min: 1, max: 400 * 3600 }).map((seconds) => seconds * 1000);

function after(
  calendar: ReturnType<typeof prepared>,
  from: string,
  milliseconds: number,
  atClosing?: 'next_opening',
): string {
  const duration = { business: 'hours', amount: milliseconds / 3_600_000 } as const;
  const result = addBusinessTime(calendar, from, duration, atClosing && { atClosing });
  return result.ok ? result.due : result.failure;
}

describe('business time', () => {
  test('what is added can be measured', () => {
    fc.assert(
      fc.property(office, instant, length, (calendar, from, milliseconds) => {
        expect(businessTimeBetween(calendar, from, after(calendar, from, milliseconds))).toBe(milliseconds);
        expect(businessTimeBetween(calendar, from, after(calendar, from, milliseconds, 'next_opening'))).toBe(
          milliseconds,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('adding twice is adding the sum', () => {
    fc.assert(
      fc.property(office, instant, length, length, (calendar, from, first, second) => {
        expect(after(calendar, after(calendar, from, first), second)).toBe(after(calendar, from, first + second));
      }),
      { numRuns: 200 },
    );
  });

  test('a split interval sums up', () => {
    fc.assert(
      fc.property(office, instant, instant, instant, (calendar, a, b, c) => {
        const parts = businessTimeBetween(calendar, a, b) + businessTimeBetween(calendar, b, c);
        expect(parts).toBe(businessTimeBetween(calendar, a, c));
      }),
      { numRuns: 300 },
    );
  });

  test('who starts later, or takes longer, is not due earlier', () => {
    fc.assert(
      fc.property(office, instant, fc.nat(DAY * 5), length, length, (calendar, from, delay, a, b) => {
        const later = new Date(Date.parse(from) + delay).toISOString();
        expect(after(calendar, later, a) >= after(calendar, from, a)).toBe(true);
        expect(after(calendar, from, Math.max(a, b)) >= after(calendar, from, Math.min(a, b))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('business days are never due earlier for a later start, and one more day is later', () => {
    const offices = fc.constantFrom(...[berlin, newYork, kathmandu].map(prepared));
    const due = (calendar: ReturnType<typeof prepared>, from: string, amount: number): string => {
      const result = addBusinessTime(calendar, from, { business: 'days', amount });
      return result.ok ? result.due : result.failure;
    };
    fc.assert(
      fc.property(
        offices,
        instant,
        fc.nat(DAY * 5),
        fc.integer({ min: 1, max: 40 }),
        (calendar, from, delay, amount) => {
          const later = new Date(Date.parse(from) + delay).toISOString();
          expect(due(calendar, later, amount) >= due(calendar, from, amount)).toBe(true);
          expect(due(calendar, from, amount + 1) > due(calendar, from, amount)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('openings and closings take turns', () => {
    fc.assert(
      fc.property(fc.constantFrom(...[berlin, newYork, kathmandu, nights].map(prepared)), instant, (calendar, at) => {
        const opening = nextOpening(calendar, at) ?? '';
        const closing = nextClosing(calendar, at) ?? '';
        expect(isOpen(calendar, at)).toBe(closing < opening);
        expect(isOpen(calendar, opening)).toBe(true);
        expect(isOpen(calendar, closing)).toBe(false);
        expect(opening > at && closing > at).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('against the clock on the wall, minute by minute', () => {
  const windows = ['2026-03-26', '2026-10-22', '2026-03-05', '2026-10-29', '2026-04-02', '2026-10-01', '2026-12-22'];

  test.each(calendars.flatMap((calendar) => windows.map((from) => [calendar.id, from, calendar] as const)))(
    '%s from %s',
    (_, date, calendar) => {
      // Some days more at both ends, so that nothing that reaches in is lost.
      const [from, days] = [Date.parse(date), 7];
      const margin = 2 * DAY;
      const slow = openMinutes(calendar, from - margin, from + days * DAY + margin).slice(
        margin / MINUTE,
        -margin / MINUTE,
      );
      const quick = prepared(calendar);
      const instants = slow.map((_, minute) => new Date(from + minute * MINUTE).toISOString());
      expect(instants.filter((at, minute) => isOpen(quick, at) !== slow[minute])).toEqual([]);
      const total = slow.filter(Boolean).length * MINUTE;
      const end = new Date(from + days * DAY).toISOString();
      expect(businessTimeBetween(quick, new Date(from).toISOString(), end)).toBe(total);
    },
  );
});
