import { mkdtempSync, rmSync } from 'node:fs';
import { type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { KeptServer } from './kept-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the URL of this run's PostgreSQL is to be had. */
    readonly postgres: string;
  }
}

/** One server for the whole run, started when the first test asks for it: a run that needs none pays nothing. */
export default function setUp(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'deskbook-tests-'));
  const path =
    process.platform === 'win32' ? String.raw`\\.\pipe\deskbook-tests-${process.pid}` : join(folder, 'postgres');
  let server: Promise<KeptServer> | null = null;
  const tell = async (socket: Socket): Promise<void> => {
    try {
      server ??= import('./kept-server.ts').then(async ({ keptServer }) => keptServer());
      socket.end((await server).url);
    } catch {
      // Whoever asked is told nothing, and says so.
      socket.end();
    }
  };
  const door = createServer((socket) => void tell(socket)).listen(path);
  door.unref();
  project.provide('postgres', path);
  return async () => {
    door.close();
    await (await server?.catch(() => null))?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
