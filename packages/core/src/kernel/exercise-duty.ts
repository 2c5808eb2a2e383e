import { setState, type Draft } from './draft.ts';

/** Remembers that a person has exercised a duty in this run, for duties that are kept apart. */
export function exerciseDuty(draft: Draft, person: string, duty: string): void {
  const { duties } = draft.state;
  const mine = (Object.hasOwn(duties, person) ? duties[person] : undefined) ?? [];
  if (!mine.includes(duty)) setState(draft, { duties: { ...duties, [person]: [...mine, duty] } });
}
