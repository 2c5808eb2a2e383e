/** Writes dates and times of day for one language in one zone. */
export interface Moments {
  date(value: unknown): string | null;
  time(value: unknown): string | null;
  datetime(value: unknown): string | null;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/u;
const day = /^\d{4}-\d\d-\d\d$/u;

const known = new Map<string, Moments>();
const knownAtMost = 64;

/** The writer for a language and a zone, made once. Throws a RangeError where either is unknown. */
export function momentsIn(language: string, zone: string): Moments {
  const key = `${language} ${zone}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= knownAtMost) known.clear();
  const moments = makeMoments(language, zone);
  known.set(key, moments);
  return moments;
}

/** Whether dates can be written so; a template names both, so this is checked when it is compiled. */
export function knowsLanguage(language: string): boolean {
  return accepts(() => Intl.getCanonicalLocales(language));
}

export function knowsZone(zone: string): boolean {
  return accepts(() => new Intl.DateTimeFormat('en', { timeZone: zone }));
}

function accepts(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

function makeMoments(language: string, zone: string): Moments {
  const locale = language === 'en' ? 'en-GB' : language;
  const long = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const dates = new Intl.DateTimeFormat(locale, { ...long, timeZone: zone });
  const days = new Intl.DateTimeFormat(locale, { ...long, timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(locale, { ...clock, timeZone: zone });
  const dateOf = (at: Date) => plainSpaces(dates.format(at));
  const timeOf = (at: Date) => plainSpaces(times.format(at));
  return {
    date: (value) => {
      const calendarDay = parse(value, day);
      return calendarDay === null ? apply(value, dateOf) : plainSpaces(days.format(calendarDay));
    },
    time: (value) => apply(value, (at) => `${timeOf(at)} (${zone})`),
    datetime: (value) => apply(value, (at) => `${dateOf(at)}, ${timeOf(at)} (${zone})`),
  };
}

function apply(value: unknown, write: (at: Date) => string): string | null {
  const at = parse(value, instant);
  return at === null ? null : write(at);
}

function parse(value: unknown, shape: RegExp): Date | null {
  if (typeof value !== 'string' || !shape.test(value)) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Newer locale data puts narrow and unbreakable spaces between parts: the same text everywhere is worth more. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00A0\u202F]/gu, ' ');
}
