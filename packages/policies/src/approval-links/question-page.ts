import { createHash } from 'node:crypto';
import type { LinkQuestion } from './link-ports.ts';
import { escapeHtml, page } from './page.ts';
import { type Refusal, wordsIn } from './page-words.ts';

/** The question with its form. It acts on nothing until that is sent. `objection`: why what was sent was not taken. */
export function questionPage(status: number, asked: LinkQuestion, objection: Refusal | null): Response {
  const { language, words } = wordsIn(asked.language);
  const body = [
    objection === null ? '' : `<p class="alert" role="alert">${words.refusals[objection]}</p>`,
    questionIn(asked),
    `<form method="post"><input type="hidden" name="shown" value="${shownOf(asked)}">`,
    `<label for="note">${words.note}</label>`,
    '<textarea id="note" name="note" rows="4" maxlength="10000" aria-describedby="hint"></textarea>',
    `<p id="hint">${asked.noteRequired ? `${words.noteRequired} ` : ''}${words.once}</p>`,
    `<button name="outcome" value="approve">${words.approve}</button>`,
    `<button name="outcome" value="reject">${words.reject}</button></form>`,
  ];
  return page(status, language, words.asked, body.join(''));
}

/** Names what is asked, so that a vote on something else is seen to be one. */
export function shownOf({ question, about = '' }: LinkQuestion): string {
  return createHash('sha256')
    .update(JSON.stringify([question, about]))
    .digest('base64url');
}

/** How a question stands for somebody who has answered it. `objection`: they have tried to answer it again. */
export function standingPage(status: number, asked: LinkQuestion, objection: Refusal | null): Response {
  const { language, words } = wordsIn(asked.language);
  const voted = asked.voted === null ? '' : words.voted[asked.voted];
  const alert = objection === null ? '' : `<p class="alert" role="alert">${words.refusals[objection]}</p>`;
  const body = `${alert}${questionIn(asked)}<p role="status">${voted} ${words.status[asked.status]}</p>`;
  return page(status, language, objection === null ? words.thanks : words.sorry, body);
}

/** Why nothing can be answered. `because` is what the host says of it. */
export function refusalPage(
  status: number,
  refusal: Refusal,
  { asked = null, because = '', headers = {} }: RefusalMore = {},
): Response {
  const { language, words } = wordsIn(asked?.language ?? 'en');
  const stands = asked === null || refusal !== 'ended' ? '' : ` ${words.status[asked.status]}`;
  const said = because === '' ? '' : ` (${escapeHtml(because)})`;
  return page(status, language, words.sorry, `<p role="alert">${words.refusals[refusal]}${said}${stands}</p>`, headers);
}

interface RefusalMore {
  readonly asked?: LinkQuestion | null;
  readonly because?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function questionIn({ question, language }: LinkQuestion): string {
  return `<p class="question" dir="auto" lang="${escapeHtml(language)}">${escapeHtml(question)}</p>`;
}
