import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Which of the two libraries a fresh process has loaded after running some code. */
function loaded(code: string): readonly string[] {
  const probe = `
    const { registerHooks } = await import('node:module');
    const found = new Set();
    registerHooks({ load: (url, context, next) => {
      for (const name of ['temporal-polyfill', 'ical.js']) if (url.includes('/node_modules/' + name + '/')) found.add(name);
      return next(url, context);
    } });
    ${code};
    console.log(JSON.stringify([...found].sort()));`;
  const output = execFileSync(process.execPath, ['--conditions=@deskbook/source', '--input-type=module', '-e', probe], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  return JSON.parse(output) as readonly string[];
}

test.each([
  ['the package', "await import('@deskbook/policies')", []],
  ['calendars', "await import('@deskbook/policies/calendars')", []],
  [
    'calendars, to prepare one',
    "(await import('@deskbook/policies/calendars')).prepareCalendar({ id: 'a', zone: 'Europe/Berlin', hours: 'always', holidays: [] })",
    [],
  ],
  [
    'calendars, to reckon',
    "const { isOpen, prepareCalendar } = await import('@deskbook/policies/calendars'); isOpen(prepareCalendar({ id: 'a', zone: 'Europe/Berlin', hours: 'always', holidays: [] }).calendar, '2026-01-01T00:00:00Z')",
    ['temporal-polyfill'],
  ],
  ['SLAs: the zones come with the calendars that are handed in', "await import('@deskbook/policies/sla')", []],
  [
    'calendars, to read holidays',
    "(await import('@deskbook/policies/calendars')).readHolidays('', { from: 2026, to: 2026 })",
    ['ical.js'],
  ],
])('%s', (_, code, libraries) => expect(loaded(code)).toEqual(libraries));
