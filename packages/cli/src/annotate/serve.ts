import { once } from 'node:events';
import {
  invite,
  linkPath,
  noteAddress,
  prepareStudy,
  startServer,
  type Settings,
  type Store,
  type StudyMaterial,
} from '@bebug/annotator';
import { BebugError } from '@bebug/core';
import type { Io } from '../io.ts';
import { agreementOf } from './agreement.ts';
import { exportArchive } from './export-archive.ts';

export interface ServeOptions {
  readonly material: StudyMaterial;
  readonly settings: Settings;
  readonly host: string;
  readonly port: number;
  readonly publicAddress: string | null;
  /** People whose links are printed at the start. */
  readonly people: readonly string[];
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** Serve a study until Ctrl-C. Links are results; everything else goes to stderr. */
export async function serve(store: Store, options: ServeOptions, io: Io): Promise<number> {
  const { material, settings, host, port, publicAddress } = options;
  await prepareStudy(store, material, settings);
  const server = await startServer({
    store,
    host,
    port,
    publicAddress,
    clock: io.now,
    agreement: agreementOf,
    exportArchive: () => exportArchive(store),
    onError: (error) => io.err(`bebug: ${error.stack ?? error.message}\n`),
  }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    throw new BebugError('usage', `Nothing can listen on ${host}, port ${port} (${code}): choose another.`, {
      cause: error,
    });
  });
  try {
    await noteAddress(store, server.address);
    const { token } = await invite(store, 'admin', 'admin', io.now());
    await io.out(`admin  ${server.address}${linkPath('admin', token)}\n`);
    for (const name of options.people) {
      const { person, token: own } = await invite(store, name, 'annotator', io.now());
      await io.out(`${person.name}  ${server.address}${linkPath('annotator', own)}\n`);
    }
    if (!LOOPBACK.has(host) && !publicAddress?.startsWith('https:'))
      io.err('Warning: links, cookies and answers cross the network in the clear.\n');
    io.err(
      'Each link can be opened once, in one browser, and is not shown again. Ctrl-C ends the server; nothing is lost by it.\n',
    );
    if (!io.signal.aborted) await once(io.signal, 'abort');
  } finally {
    await server.close();
  }
  return 0;
}
