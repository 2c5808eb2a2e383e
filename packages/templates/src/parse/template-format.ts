/** What a template writes: plain text, HTML or Markdown. Data is escaped for it, so that it can only ever be text. */
export type TemplateFormat = 'text' | 'html' | 'markdown';
