import { createHash } from 'node:crypto';

const style = [
  'body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;background:#f5f5f5;color:#1a1a1a}',
  'main{max-width:36rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #767676;border-radius:.5rem}',
  'h1{font-size:1.25rem;margin:0 0 1rem}.question{font-size:1.25rem;overflow-wrap:anywhere;white-space:pre-line}',
  'label{display:block;font-weight:600}textarea{box-sizing:border-box;width:100%;font:inherit;padding:.5rem}',
  'button{font:inherit;padding:.6rem 1.4rem;margin:1rem .75rem 0 0;border:2px solid #1a1a1a;border-radius:.25rem;background:#fff;color:#1a1a1a}',
  'button[value=approve]{background:#155724;border-color:#155724;color:#fff}',
  'button:focus-visible,textarea:focus-visible{outline:3px solid #0b5fff;outline-offset:2px}',
  '.alert{border-left:.3rem solid #b00020;padding-left:.75rem}',
].join('');

/** Nothing is loaded, run or framed; the form goes back to where the page came from. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
};

/** A page as a response: whole in itself, kept by nobody on the way. `body` is HTML, already escaped. */
export function page(
  status: number,
  language: string,
  title: string,
  body: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  const html = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${style}</style></head>`,
    `<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>\n`,
  ];
  return new Response(html.join(''), { status, headers: { ...headers, ...more } });
}

/** Text as HTML shows it, between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}
