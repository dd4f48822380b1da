import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { PALETTE_STYLE } from '@bebug/core';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { fastify, type FastifyInstance } from 'fastify';
import { clientFiles, type ClientFiles } from '../page/client-files.ts';
import type { Trouble } from '../page/protocol.ts';
import { pageShell } from '../page/shell.ts';
import { LogConflict, Refusal } from '../refusal.ts';
import { createDealer } from '../store/assignments.ts';
import type { Store } from '../store/open-store.ts';
import { readStudy } from '../store/study.ts';
import { guardSite, type Site } from './access.ts';
import { adjudicationRoutes } from './adjudication-routes.ts';
import { adminRoutes } from './admin-routes.ts';
import { annotatorRoutes } from './annotator-routes.ts';
import { addHeaders, contentPolicy } from './headers.ts';
import type { ServerContext } from './context.ts';

export interface ServerOptions {
  readonly store: Store;
  readonly host: string;
  /** 0: one that is free. */
  readonly port: number;
  /** The address that people use when something stands in between, such as `https://hunt.example.org`. */
  readonly publicAddress: string | null;
  readonly clock: () => Date;
  readonly agreement: ServerContext['agreement'];
  /** Told about errors of ours; never about what people wrote. */
  readonly onError: (error: Error) => void;
}

export interface AnnotationServer {
  /** Where people reach it, without a slash at the end. */
  readonly address: string;
  /** Everything that is answered, such as `GET /api/tasks/:id`. */
  readonly routes: readonly string[];
  close(): Promise<void>;
}

/** Requests of one person or machine in a minute: far above what the page needs, far below a flood. */
const REQUESTS = 1200;
const BODY_BYTES = 4 * 1024 * 1024;

/** Serve the study in `store`. */
export async function startServer(options: ServerOptions): Promise<AnnotationServer> {
  const { store, host, port, publicAddress, clock, onError } = options;
  const study = await readStudy(store);
  let site: Site = { hosts: new Set(), isEncrypted: false, cookie: '' };
  const app = fastify({ bodyLimit: BODY_BYTES, logger: false, forceCloseConnections: true });
  // What a form can send across sites without asking is nothing that we take.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error instanceof Refusal ? error.status : (error.statusCode ?? 500);
    if (status >= 500) onError(error);
    const sentence = status >= 500 ? 'Something went wrong on our side; nothing is lost.' : error.message;
    const trouble: Trouble = {
      error: sentence,
      ...(error instanceof LogConflict && { stored: error.stored }),
    };
    return reply.code(status).send(trouble);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is nothing here.' }));
  const routes: string[] = [];
  app.addHook('onRoute', ({ method, path }) => {
    for (const verb of [method].flat()) routes.push(`${verb} ${path}`);
  });
  addHeaders(app);
  guardSite(app, () => site);
  await app.register(cookie);
  await app.register(rateLimit, {
    max: REQUESTS,
    timeWindow: 60_000,
    keyGenerator: (request) => request.cookies[site.cookie] ?? request.ip,
  });
  pageRoutes(app);
  const context: ServerContext = {
    store,
    study,
    dealer: createDealer(study),
    site: () => site,
    clock,
    agreement: options.agreement,
  };
  annotatorRoutes(app, context);
  adminRoutes(app, context);
  adjudicationRoutes(app, context);
  await app.listen({ host, port });
  site = siteOf(app, publicAddress, study.settings.setHash);
  const local = `http://${host.includes(':') ? `[${host}]` : host}:${listening(app)[0]!.port}`;
  return { address: publicAddress ?? local, routes, close: () => app.close() };
}

function pageRoutes(app: FastifyInstance): void {
  // With the first page: in a checkout, bundling takes longer than starting.
  let bundled: Promise<ClientFiles> | undefined;
  const files = (): Promise<ClientFiles> => (bundled ??= clientFiles());
  for (const path of ['/', '/admin']) {
    app.get(path, (_request, reply) => {
      const nonce = randomBytes(18).toString('base64');
      return reply
        .header('content-security-policy', contentPolicy(nonce))
        .type('text/html; charset=utf-8')
        .send(pageShell(nonce));
    });
  }
  app.get('/app.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send((await files()).script),
  );
  app.get('/app.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(PALETTE_STYLE + (await files()).style),
  );
}

function siteOf(app: FastifyInstance, publicAddress: string | null, setHash: string): Site {
  const cookieName = `bebug-${setHash.slice(0, 8)}`;
  if (publicAddress !== null) {
    const { host, protocol } = new URL(publicAddress);
    return { hosts: new Set([host]), isEncrypted: protocol === 'https:', cookie: cookieName };
  }
  const hosts = listening(app).flatMap(({ address, port, family }) => {
    const written = family === 'IPv6' ? `[${address}]` : address;
    return [`${written}:${port}`, `localhost:${port}`];
  });
  return { hosts: new Set(hosts), isEncrypted: false, cookie: cookieName };
}

/** Where the server listens: always addresses, never a socket file. */
function listening(app: FastifyInstance): AddressInfo[] {
  return app.addresses() as AddressInfo[];
}
