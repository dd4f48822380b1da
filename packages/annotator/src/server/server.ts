import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { BebugError, PALETTE_STYLE } from '@bebug/core';
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
import { guardSite, personBehind } from './access.ts';
import { adjudicationRoutes } from './adjudication-routes.ts';
import { adminRoutes } from './admin-routes.ts';
import { annotatorRoutes } from './annotator-routes.ts';
import { addHeaders, contentPolicy } from './headers.ts';
import type { ServerContext } from './context.ts';
import { listeningSite, publicSite, type Site } from './site.ts';

export interface ServerOptions {
  readonly store: Store;
  readonly host: string;
  /** 0: one that is free. */
  readonly port: number;
  /** The address that people use when something stands in between, such as `https://hunt.example.org`. */
  readonly publicAddress: string | null;
  readonly clock: () => Date;
  readonly agreement: ServerContext['agreement'];
  readonly exportArchive: ServerContext['exportArchive'];
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
/** The longest request; the page cuts its batches by it. */
export const BODY_BYTES = 4 * 1024 * 1024;

/** Serve the study in `store`. */
export async function startServer(options: ServerOptions): Promise<AnnotationServer> {
  const { store, host, port, publicAddress, clock, onError } = options;
  const study = await readStudy(store);
  let site: Site = { address: '', hosts: new Set(), isEncrypted: false, cookie: '' };
  const app = fastify({ bodyLimit: BODY_BYTES, logger: false, forceCloseConnections: true });
  // What a form can send across sites without asking is nothing that we take.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = statusOf(error);
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
    // A cookie counts once it is known to be somebody's: whoever makes them up is one machine.
    keyGenerator: async (request) => (await personBehind(store, request, site, clock()))?.id ?? request.ip,
  });
  pageRoutes(app);
  const context: ServerContext = {
    store,
    study,
    dealer: createDealer(study),
    site: () => site,
    clock,
    agreement: options.agreement,
    exportArchive: options.exportArchive,
  };
  annotatorRoutes(app, context);
  adminRoutes(app, context);
  adjudicationRoutes(app, context);
  await app.listen({ host, port });
  const cookieName = `bebug-${study.settings.setHash.slice(0, 8)}`;
  site =
    publicAddress === null
      ? listeningSite(listening(app), cookieName)
      : publicSite(publicAddress, cookieName);
  return { address: site.address, routes, close: () => app.close() };
}

/** What the store refuses, as the command line says it, is no fault of ours here either. */
const REFUSED: Readonly<Record<string, number>> = { usage: 409, 'person-unknown': 404 };

function statusOf(error: Error & { statusCode?: number }): number {
  if (error instanceof Refusal) return error.status;
  if (error instanceof BebugError) return REFUSED[error.code] ?? 500;
  return error.statusCode ?? 500;
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

/** Where the server listens: always addresses, never a socket file. */
function listening(app: FastifyInstance): AddressInfo[] {
  return app.addresses() as AddressInfo[];
}
