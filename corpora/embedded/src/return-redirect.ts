export interface RedirectPolicy {
  /** Where this site lives: scheme and host, such as `https://shop.example`. */
  readonly origin: string;
  /** Hosts of others that people may be sent on to, over https. */
  readonly partners: readonly string[];
  /** The path for people who came from nowhere, or from a place that is not trusted. */
  readonly fallback: string;
}

export interface Redirector {
  setHeader(name: string, value: string): void;
  redirect(url: string): void;
}

const MAX_LENGTH = 512;

/** Pages that nobody wants to come back to after signing in. */
const SIGN_IN_PAGES = ['/sign-in', '/sign-out', '/register'];

/**
 * Where to send somebody who asked to come back to `target`: a path of this site, the address of a partner, or the fallback.
 * Targets may be relative; they are read as a browser reads them.
 */
export function resolveReturn(target: string | null, policy: RedirectPolicy): string {
  if (target === null || target.length > MAX_LENGTH) return policy.fallback;
  const url = parseUrl(target.trim(), policy.origin);
  if (url === null) return policy.fallback;
  if (url.origin === policy.origin) {
    // Two slashes in front would name a host.
    const path = url.pathname.replace(/^\/+/u, '/');
    return SIGN_IN_PAGES.includes(path) ? policy.fallback : path + url.search + url.hash;
  }
  const isPartner = url.protocol === 'https:' && policy.partners.includes(url.host);
  return isPartner && url.username === '' && url.password === '' ? url.href : policy.fallback;
}

/** The address of the sign-in page for somebody on page `current`, with an optional message by its code. */
export function signInUrl(current: string, message?: string): string {
  const query = `next=${encodeURIComponent(current)}`;
  return message === undefined
    ? `/sign-in?${query}`
    : `/sign-in?${query}&message=${encodeURIComponent(message)}`;
}

/** Answer the request that completed a sign-in; `query` is what stands behind the question mark of its address. */
export function completeSignIn(query: string, response: Redirector, policy: RedirectPolicy): void {
  const next = new URLSearchParams(query).get('next');
  response.setHeader('Cache-Control', 'no-store');
  response.redirect(resolveReturn(next, policy));
}

function parseUrl(target: string, base: string): URL | null {
  try {
    return new URL(target, base);
  } catch {
    // Not an address at all.
    return null;
  }
}
