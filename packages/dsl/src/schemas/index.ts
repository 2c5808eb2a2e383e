/**
 * JSON Schemas of the language, for editors.
 *
 * @packageDocumentation
 */
export { editorSchema } from './editor-schema.ts';
