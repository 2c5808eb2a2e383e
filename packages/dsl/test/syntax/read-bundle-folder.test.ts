import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderError, readBundleFolder } from '../../src/load/index.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbook-load-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(path: string, text: string | Uint8Array): Promise<void> {
  const file = join(folder, 'bundle', path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
}

test('files are read in the order of their paths', async () => {
  await write('b.yaml', 'b');
  await write('a/c.hbs', 'c');
  await write('a.yaml', 'a');
  await write('payloads/x.json', '{}');
  await write('policies/p.md', 'p');
  await write('holidays.ics', 'h');
  expect(await readBundleFolder(join(folder, 'bundle'))).toEqual([
    { path: 'a.yaml', text: 'a' },
    { path: 'a/c.hbs', text: 'c' },
    { path: 'b.yaml', text: 'b' },
    { path: 'holidays.ics', text: 'h' },
    { path: 'payloads/x.json', text: '{}' },
    { path: 'policies/p.md', text: 'p' },
  ]);
});

test('what is no part of a bundle is passed over', async () => {
  await write('a.yaml', 'a');
  await write('.hidden.yaml', 'x');
  await write('.git/a.yaml', 'x');
  await write('node_modules/x/a.yaml', 'x');
  await write('image.png', 'x');
  expect((await readBundleFolder(join(folder, 'bundle'))).map(({ path }) => path)).toEqual(['a.yaml']);
});

test('links inside the folder are followed to files, and links out of it are refused', async () => {
  await write('a.yaml', 'a');
  await writeFile(join(folder, 'secret.yaml'), 'secret');
  await mkdir(join(folder, 'bundle-beside'));
  await writeFile(join(folder, 'bundle-beside', 'b.yaml'), 'beside');
  await symlink(join(folder, 'bundle', 'a.yaml'), join(folder, 'bundle', 'in.yaml'));
  await symlink(join(folder, 'secret.yaml'), join(folder, 'bundle', 'out.yaml'));
  await symlink(join(folder, 'bundle-beside', 'b.yaml'), join(folder, 'bundle', 'prefix.yaml'));
  await symlink(join(folder, 'nothing'), join(folder, 'bundle', 'void.yaml'));
  await symlink(folder, join(folder, 'bundle', 'loop'));
  expect(await readBundleFolder(join(folder, 'bundle'))).toEqual([
    { path: 'a.yaml', text: 'a' },
    { path: 'in.yaml', text: 'a' },
    { path: 'out.yaml', text: '', unreadable: 'it is a link out of the folder' },
    { path: 'prefix.yaml', text: '', unreadable: 'it is a link out of the folder' },
    { path: 'void.yaml', text: '', unreadable: 'it is a link to nothing' },
  ]);
});

test('bytes that are no text show as such, and too many are not read', async () => {
  await write('a.yaml', new Uint8Array([0x61, 0xff]));
  await write('b.yaml', new Uint8Array(4_000_001));
  await mkdir(join(folder, 'bundle', 'c.yaml'));
  expect(await readBundleFolder(join(folder, 'bundle'))).toEqual([
    { path: 'a.yaml', text: 'a\u{FFFD}' },
    { path: 'b.yaml', text: '', unreadable: 'it has 4000001 bytes' },
  ]);
});

test('a folder that is not there, or is a file, is an error that says so', async () => {
  await write('a.yaml', 'a');
  await expect(readBundleFolder(join(folder, 'nowhere'))).rejects.toThrow(FolderError);
  await expect(readBundleFolder(join(folder, 'bundle', 'a.yaml'))).rejects.toThrow('there is no folder');
});
