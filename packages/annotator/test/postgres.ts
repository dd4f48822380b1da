import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A real PostgreSQL server with an empty cluster of its own. */
export interface Postgres {
  /** A new, empty database. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** Start a server on 127.0.0.1. It refuses to run as root: then it runs as the user of Debian's package. */
export async function startPostgres(): Promise<Postgres> {
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
  let databases = 0;
  return {
    createDatabase: async () => {
      const name = `study${++databases}`;
      await run(
        join(programs, 'createdb'),
        ['-h', '127.0.0.1', '-p', String(port), '-U', 'bebug', name],
        options,
      );
      return `postgres://bebug@127.0.0.1:${port}/${name}`;
    },
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
