export interface CookieOptions {
  /** Seconds; a cookie without it ends with the browser. */
  readonly maxAge?: number;
  /** `/` unless said otherwise. */
  readonly path?: string;
  readonly domain?: string;
  /** `Lax` unless said otherwise. */
  readonly sameSite?: 'Strict' | 'Lax';
}

export interface HeaderSink {
  setHeader(name: string, value: string): void;
}

const SESSION = '__Host-session';
const NAME = /^[\w!#$%&'*+.^`|~-]+$/u;
const ATTRIBUTE = /^[\w./-]+$/u;

/**
 * A `Set-Cookie` header for a cookie that scripts cannot read and that goes over encrypted connections only.
 *
 * @throws TypeError when the name, the path or the domain cannot stand in a header, or a name with `__Host-` is not bound
 *   to one host and all of its paths
 * @throws RangeError when the age is not a whole number
 */
export function serializeCookie(name: string, value: string, options: CookieOptions = {}): string {
  const { maxAge, path = '/', domain, sameSite = 'Lax' } = options;
  if (!NAME.test(name)) throw new TypeError(`not a name for a cookie: ${name}`);
  if (name.startsWith('__Host-') && (path !== '/' || domain !== undefined)) {
    throw new TypeError(`${name} must be bound to its host`);
  }
  const parts = [`${name}=${encodeURIComponent(value)}`, `Path=${attribute(path)}`];
  if (domain !== undefined) parts.push(`Domain=${attribute(domain)}`);
  if (maxAge !== undefined) {
    if (!Number.isInteger(maxAge)) throw new RangeError('maxAge must be whole seconds');
    parts.push(`Max-Age=${String(maxAge)}`);
  }
  parts.push('HttpOnly', 'Secure', `SameSite=${sameSite}`);
  return parts.join('; ');
}

/** The cookies of a request. Of several with one name the first counts: browsers send the most specific path first. */
export function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals === -1) continue;
    const name = pair.slice(0, equals).trim();
    if (cookies.has(name)) continue;
    const value = pair.slice(equals + 1).trim();
    cookies.set(name, decode(isQuoted(value) ? value.slice(1, -1) : value));
  }
  return cookies;
}

/** Let a browser stay signed in for some seconds. */
export function startSession(response: HeaderSink, id: string, lifetime: number): void {
  response.setHeader('Set-Cookie', serializeCookie(SESSION, id, { maxAge: lifetime, sameSite: 'Strict' }));
}

/** Let a browser forget its session. */
export function endSession(response: HeaderSink): void {
  response.setHeader('Set-Cookie', serializeCookie(SESSION, '', { maxAge: 0, sameSite: 'Strict' }));
}

/** The session that a request belongs to; `null` when its header names none. */
export function sessionOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  const id = parseCookies(header).get(SESSION);
  return id === undefined || id === '' ? null : id;
}

function attribute(text: string): string {
  if (!ATTRIBUTE.test(text)) throw new TypeError(`not an attribute of a cookie: ${text}`);
  return text;
}

function isQuoted(value: string): boolean {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"');
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Others set cookies, too, and not everyone encodes them.
    return value;
  }
}
