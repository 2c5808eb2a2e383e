/**
 * Templates: Handlebars with front matter, typed needs and safe output. Knows no files.
 *
 * @packageDocumentation
 */
export * from './parse/index.ts';
export { compileTemplate } from './render/compile-template.ts';
export type { TemplateSource } from './render/compile-template.ts';
export type { CompiledTemplate } from './render/compiled-template.ts';
export { render } from './render/render.ts';
export type { Rendered, TemplateData } from './render/render.ts';
export { renderText } from './render/render-text.ts';
export { isSecret, secret, secretMask } from './render/secret.ts';
export type { Secret } from './render/secret.ts';
export { composeMail } from './mail/compose-mail.ts';
export type { ComposedMail, MailDraft } from './mail/compose-mail.ts';
export { isMailAddress } from './mail/mail-address.ts';
export type { Mail, MailAttachment, MailProblem } from './mail/mail.ts';
