import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { openSession, personOf, type Person, type Role } from '../store/people.ts';
import type { Store } from '../store/open-store.ts';

/** Where the application answers: hosts as browsers write them, and whether the way to it is encrypted. */
export interface Site {
  /** Hosts with their port, such as `127.0.0.1:7780`. */
  readonly hosts: ReadonlySet<string>;
  readonly isEncrypted: boolean;
  /** Keeps the cookies of two studies on one host apart. */
  readonly cookie: string;
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * A request must name one of our hosts (DNS rebinding); one that changes something must come from a page of ours (cross-site request
 * forgery), whatever the cookie's own protection is worth in this browser.
 */
export function guardSite(app: FastifyInstance, site: () => Site): void {
  app.addHook('onRequest', (request, _reply, done) => {
    done(siteTrouble(request, site()));
  });
}

function siteTrouble(request: FastifyRequest, { hosts, isEncrypted }: Site): Refusal | undefined {
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.has(host.toLowerCase()))
    return new Refusal(421, 'This host is not served here.');
  const scheme = isEncrypted ? 'https' : 'http';
  if (origin !== undefined && origin !== `${scheme}://${host.toLowerCase()}`)
    return new Refusal(403, 'A request from another site is refused.');
  if (READS.has(request.method)) return undefined;
  return origin === undefined
    ? new Refusal(403, 'A request that changes something must say where it comes from.')
    : undefined;
}

export async function exchangeToken(
  store: Store,
  reply: FastifyReply,
  token: string,
  site: Site,
  now: Date,
): Promise<Person> {
  const { person, session, expires } = await openSession(store, token, now);
  reply.setCookie(site.cookie, session, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: site.isEncrypted,
    expires: new Date(expires),
  });
  return person;
}

/** @throws Refusal 401 without an open sitting, 403 in another role */
export async function requirePerson(
  store: Store,
  request: FastifyRequest,
  site: Site,
  roles: readonly Role[],
  now: Date,
): Promise<Person> {
  const session = request.cookies[site.cookie];
  const person = session === undefined ? null : await personOf(store, session, now);
  if (person === null)
    throw new Refusal(401, 'You are not signed in: open your personal link, or ask for a new one.');
  if (!roles.includes(person.role)) throw new Refusal(403, 'This page is not for you.');
  return person;
}
