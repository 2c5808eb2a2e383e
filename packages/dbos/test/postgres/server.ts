import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresBinaries, findPostgres } from './binaries.ts';

/** A server of our own, in a folder that goes with it. */
export interface PostgresServer {
  /** Of the database that is always there. */
  readonly url: string;
  readonly version: string;
  /** Ends it as a crash would, and starts it again at the same place. */
  restart(): Promise<void>;
  /** Ends it and removes everything it had. */
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Starts a PostgreSQL that belongs to this process: on a free port of this machine alone, with a password made for it, and everything
 * flushed to disk as it would be in earnest.
 */
export async function startServer(): Promise<PostgresServer> {
  const account = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'deskbook-postgres-'));
  if (account !== null) chownSync(folder, account.uid, account.gid);
  try {
    const binaries = runnable(findPostgres(), folder, account);
    const password = randomBytes(18).toString('base64url');
    const data = join(folder, 'data');
    initialise(binaries, data, password, folder, account);
    const port = await freePort();
    const start = (): Promise<ChildProcess> => startPostgres(binaries, data, port, account);
    let running = await start();
    return {
      url: `postgresql://deskbook:${password}@127.0.0.1:${port}/postgres`,
      version: run(binaries.postgres, ['--version'], folder, account).trim(),
      async restart() {
        await end(running, 'SIGQUIT');
        running = await start();
      },
      async stop() {
        await end(running, 'SIGQUIT');
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** PostgreSQL refuses to be run by root: then it is run by one who owns nothing. */
function unprivileged(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')); // prettier-ignore
  const [, , uid, gid] = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('root cannot run PostgreSQL, and there is nobody else on this machine'); // prettier-ignore
  return { uid: Number(uid), gid: Number(gid) };
}

function run(program: string, parameters: readonly string[], cwd: string, account: Account | null): string {
  return execFileSync(program, parameters, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...account });
}

/** The programs as that account can run them: those in a folder it may not enter are copied to one it may. */
function runnable(binaries: PostgresBinaries, folder: string, account: Account | null): PostgresBinaries {
  try {
    run(binaries.postgres, ['--version'], folder, account);
    return binaries;
  } catch (error) {
    if (binaries.source === 'system') throw error;
    const copy = join(folder, 'postgres');
    cpSync(binaries.folder, copy, { recursive: true, verbatimSymlinks: true });
    const moved = (path: string): string => path.replace(binaries.folder, copy);
    return { ...binaries, folder: copy, initdb: moved(binaries.initdb), postgres: moved(binaries.postgres) };
  }
}

function initialise(
  binaries: PostgresBinaries,
  data: string,
  password: string,
  folder: string,
  account: Account | null,
): void {
  // prettier-ignore
  const file = join(folder, 'password');
  writeFileSync(file, password, { mode: 0o600 });
  if (account !== null) chownSync(file, account.uid, account.gid);
  const parameters = ['-D', data, '-U', 'deskbook', '-A', 'password', `--pwfile=${file}`, '-E', 'UTF8', '--locale=C', '--no-sync']; // prettier-ignore
  run(binaries.initdb, parameters, folder, account);
  rmSync(file);
}

/** A port that nobody has at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('this machine gave no port');
  return address.port;
}

/** Starts the server and waits until it takes connections. */
async function startPostgres(
  binaries: PostgresBinaries,
  data: string,
  port: number,
  account: Account | null,
): Promise<ChildProcess> {
  // prettier-ignore
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', shared_buffers: '32MB', max_connections: 200 }; // prettier-ignore
  const parameters = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // In a group of its own: an interrupt from the keyboard is for whoever started it.
  const child = spawn(binaries.postgres, ['-D', data, ...parameters], { cwd: data, stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...account }); // prettier-ignore
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (part: Buffer) => {
      said = `${said}${part.toString()}`.slice(-10_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
  return child;
}

async function end(child: ChildProcess, signal: 'SIGQUIT' | 'SIGINT'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const left = once(child, 'exit');
  child.kill(signal);
  await left;
}
