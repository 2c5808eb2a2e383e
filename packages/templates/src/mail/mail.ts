/** An e-mail, safe to hand to a transport. Addresses are bare (`lena@acme.example`). */
export interface Mail {
  readonly subject: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly body: string;
  readonly attachments: readonly MailAttachment[];
}

/** A file that goes along: its name, and the handle by which the transport finds it. */
export interface MailAttachment {
  readonly name: string;
  readonly handle: string;
}

/** What is wrong with a mail: the part, and one sentence in lower case. */
export interface MailProblem {
  readonly code: 'no_subject' | 'no_recipient' | 'invalid_address' | 'invalid_attachment' | 'no_body';
  readonly part: 'subject' | 'to' | 'cc' | 'body' | 'attachments';
  readonly message: string;
}
