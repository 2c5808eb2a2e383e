/**
 * Templates: Handlebars with front matter, typed needs and safe output. Knows no files.
 *
 * @packageDocumentation
 */
export * from './parse/index.ts';
