import type { Mail, MailAttachment, MailProblem } from './mail.ts';
import { isMailAddress } from './mail-address.ts';

/** A mail as rendered, not yet safe: a subject may hold line breaks and an address anything at all. */
export interface MailDraft {
  readonly subject: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly body: string;
  readonly attachments?: readonly MailAttachment[];
}

/** A mail that can be sent as it is, or what is wrong with it. */
export type ComposedMail =
  | { readonly ok: true; readonly mail: Mail }
  | { readonly ok: false; readonly problem: MailProblem };

const maxSubject = 200;
const maxName = 200;
const beginning = /^.{0,150}/u;

/** Characters that end a line, steer a terminal or turn the direction of text: never in a header. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;
const unprintableOnce = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/**
 * Makes a mail that cannot carry a header its author did not write. The subject becomes one line; an address that is not one
 * bare address refuses the mail, and so does an attachment whose name is a path. Nobody is written to twice.
 */
export function composeMail(draft: MailDraft): ComposedMail {
  const subject = oneLine(draft.subject);
  if (subject === '') return refuse('no_subject', 'subject', 'the subject is empty');
  const to = distinct(draft.to);
  if (to.length === 0) return refuse('no_recipient', 'to', 'nobody is written to');
  const cc = distinct(draft.cc ?? []).filter((address) => !to.some((other) => sameAddress(other, address)));
  if (!to.every(isMailAddress)) return refuse('invalid_address', 'to', 'a recipient has no valid e-mail address');
  if (!cc.every(isMailAddress)) return refuse('invalid_address', 'cc', 'a person in copy has no valid e-mail address');
  const attachments = draft.attachments ?? [];
  if (!attachments.every(isSafe)) {
    return refuse('invalid_attachment', 'attachments', 'an attachment has no plain file name');
  }
  const body = draft.body.replace(/\r\n?/gu, '\n').replaceAll('\0', '');
  if (body.trim() === '') return refuse('no_body', 'body', 'the text is empty');
  return { ok: true, mail: { subject, to, cc, body, attachments } };
}

function refuse(code: MailProblem['code'], part: MailProblem['part'], message: string): ComposedMail {
  return { ok: false, problem: { code, part, message } };
}

function oneLine(text: string): string {
  const line = text.replace(unprintable, ' ').replace(/\s+/gu, ' ').trim();
  return line.length <= maxSubject ? line : `${beginning.exec(line)?.[0].trimEnd()}…`;
}

function distinct(addresses: readonly string[]): readonly string[] {
  return addresses.filter((address, index) => addresses.findIndex((other) => sameAddress(other, address)) === index);
}

function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isSafe({ name, handle }: MailAttachment): boolean {
  const isPlain = !unprintableOnce.test(name) && !/[/\\"]/u.test(name) && name.trim() === name;
  return isPlain && name !== '' && !/^\.+$/u.test(name) && name.length <= maxName && handle !== '';
}
