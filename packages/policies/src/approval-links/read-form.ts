import { readBytes } from '../http/read-bytes.ts';

/** A form as it was sent, or the status to refuse it with. */
export type FormResult =
  | {
      readonly ok: true;
      readonly outcome: 'approve' | 'reject';
      readonly note: string | null;
      readonly shown: string | null;
    }
  | { readonly ok: false; readonly status: 400 | 413 | 415 };

/** Room for the longest note, each of its characters written as nine. */
const mostBytes = 100_000;
const longestNote = 10_000;
const formType = /^application\/x-www-form-urlencoded\s*(?:;\s*charset="?utf-8"?\s*)?$/iu;

/** Reads the vote in a form, and no more of its body than is allowed. What is said twice is not guessed at. */
export async function readForm(request: Request): Promise<FormResult> {
  if (!formType.test(request.headers.get('content-type') ?? '')) return { ok: false, status: 415 };
  const body = await readBytes(request, mostBytes);
  if (body === null) return { ok: false, status: 413 };
  const form = new URLSearchParams(body.toString());
  const [outcome, ...outcomes] = form.getAll('outcome');
  const [note = '', ...notes] = form.getAll('note');
  const [shown = null, ...others] = form.getAll('shown');
  const isVote = outcome === 'approve' || outcome === 'reject';
  if (!isVote || outcomes.length + notes.length + others.length > 0 || note.length > longestNote)
    return { ok: false, status: 400 };
  return { ok: true, outcome, note: note.trim() === '' ? null : note.toWellFormed(), shown };
}
