import type { Law } from './law.ts';

export const comesToRest: Law = {
  name: 'comes to rest',
  says: 'Once nothing goes wrong any more and people answer, every run ends; until then each waits for somebody, a time or an event that can be seen.',
  breaches: ({ happenings }) => happenings.flatMap((each) => (each.kind === 'stuck' ? [each.what] : [])),
};

export const throwsNothing: Law = {
  name: 'throws nothing',
  says: 'Nothing is thrown but what a port threw.',
  breaches: ({ happenings }) =>
    happenings.flatMap((each) => {
      if (each.kind !== 'fault') return [];
      const { fault } = each;
      return [
        `${each.by} failed to ${each.what}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
      ];
    }),
};
