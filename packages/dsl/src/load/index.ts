/**
 * Reading a bundle's folder from disk.
 *
 * @packageDocumentation
 */
export { FolderError, readBundleFolder } from './read-bundle-folder.ts';
