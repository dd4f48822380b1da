import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { isOwnLink, openSession, personOf, type Person, type Role } from '../store/people.ts';
import type { Store } from '../store/open-store.ts';
import type { Site } from './site.ts';

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

/** Who opens their link again where they sit already, as from a mail on the next day, goes on with that sitting. */
export async function exchangeToken(
  store: Store,
  request: FastifyRequest,
  reply: FastifyReply,
  link: { readonly token: string; readonly opener: string },
  site: Site,
  now: Date,
): Promise<Person> {
  const seated = await personBehind(store, request, site, now);
  if (seated !== null && (await isOwnLink(store, seated.id, link.token))) return seated;
  const { person, session, expires } = await openSession(store, link, now);
  reply.setCookie(site.cookie, session, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: site.isEncrypted,
    expires: new Date(expires),
  });
  return person;
}

const behind = new WeakMap<FastifyRequest, Promise<Person | null>>();

/** Whose sitting a request belongs to, looked up once; `null` for none that is open. */
export function personBehind(
  store: Store,
  request: FastifyRequest,
  site: Site,
  now: Date,
): Promise<Person | null> {
  const known = behind.get(request);
  if (known) return known;
  const session = request.cookies[site.cookie];
  const person = session === undefined ? Promise.resolve(null) : personOf(store, session, now);
  behind.set(request, person);
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
  const person = await personBehind(store, request, site, now);
  if (person === null)
    throw new Refusal(401, 'You are not signed in: open your personal link, or ask for a new one.');
  if (!roles.includes(person.role)) throw new Refusal(403, 'This page is not for you.');
  return person;
}
