import type { Reference, Text } from '@deskbook/policies';
import type { Calendar } from '@deskbook/policies/calendars';

/** A calendar as a bundle holds it: plain dates, those of feeds among them, and as far as all of its feeds know. */
export interface CalendarDefinition extends Calendar {
  readonly title?: Text;
  readonly reference: Reference;
}
