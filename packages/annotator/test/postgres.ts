import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the PostgreSQL server that all test files share, without a database. */
    postgres: string;
  }
}

/** A real PostgreSQL server with an empty cluster of its own, for all files of a test run (`globalSetup`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, stop } = await startPostgres();
  project.provide('postgres', address);
  return stop;
}

const DEBIAN = '/usr/lib/postgresql';

/** Start a server on 127.0.0.1. It refuses to run as root: then it runs as the user of Debian's package. */
async function startPostgres(): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> {
  const programs = await programsFolder();
  const ids = process.getuid?.() === 0 ? await idsOf('postgres') : null;
  const folder = await mkdtemp(join(tmpdir(), 'bebug-postgres-'));
  if (ids) await chown(folder, ids.uid, ids.gid);
  const data = join(folder, 'data');
  const run = promisify(execFile);
  const options = { ...ids, cwd: folder };
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'bebug', '--no-sync', '-E', 'UTF8', '--locale', 'C'],
    options,
  );
  const port = await freePort();
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await new Promise<void>((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => {
      reject(new Error(`PostgreSQL did not start: ${log}`));
    });
  });
  return {
    address: `postgres://bebug@127.0.0.1:${port}`,
    stop: async () => {
      server.removeAllListeners('exit');
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function programsFolder(): Promise<string> {
  const versions = existsSync(DEBIAN) ? await readdir(DEBIAN) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new Error('These tests need PostgreSQL: apt-get install postgresql.');
  return join(DEBIAN, newest, 'bin');
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const id = async (flag: string): Promise<number> =>
    Number((await promisify(execFile)('/usr/bin/id', [flag, user])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
