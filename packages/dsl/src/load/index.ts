/**
 * Reading a bundle's folder from disk.
 *
 * @packageDocumentation
 */
export { loadBundle } from './load-bundle.ts';
export { FolderError, readBundleFolder } from './read-bundle-folder.ts';
