import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Session {
  readonly user: string;
  readonly role: 'member' | 'admin';
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export type Verification =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly reason: 'malformed' | 'signature' | 'expired' };

/** A token for a session: its fields in base64url, a dot, and the HMAC-SHA-256 of what stands before the dot. */
export function signSession(session: Session, secret: string): string {
  const payload = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${payload}.${signatureOf(payload, secret)}`;
}

/** Check a token at a time (seconds since 1970). A token is good until the second in which it expires. */
export function verifySession(token: string, secret: string, now: number): Verification {
  const dot = token.indexOf('.');
  if (dot === -1) return { ok: false, reason: 'malformed' };
  const payload = token.slice(0, dot);
  const signature = token.slice(dot + 1);
  if (!isSame(signature, signatureOf(payload, secret))) return { ok: false, reason: 'signature' };
  const session = parseSession(payload);
  if (session === null) return { ok: false, reason: 'malformed' };
  if (now >= session.expiresAt) return { ok: false, reason: 'expired' };
  return { ok: true, session };
}

/** A token for the same session that lives `lifetime` seconds from now, or `null` when the old one is not good. */
export function renewSession(token: string, secret: string, now: number, lifetime: number): string | null {
  const verification = verifySession(token, secret, now);
  if (!verification.ok) return null;
  const { session } = verification;
  const expiresAt = Math.max(session.expiresAt, now + lifetime);
  return signSession({ ...session, expiresAt }, secret);
}

function signatureOf(payload: string, secret: string): string {
  return createHmac('sha256', secret).update(payload).digest('hex');
}

function isSame(given: string, expected: string): boolean {
  const givenBytes = Buffer.from(given);
  const expectedBytes = Buffer.from(expected);
  return givenBytes.length === expectedBytes.length && timingSafeEqual(givenBytes, expectedBytes);
}

function parseSession(payload: string): Session | null {
  try {
    const json = Buffer.from(payload, 'base64url').toString();
    const { user, role, expiresAt } = JSON.parse(json) as Partial<Record<keyof Session, unknown>>;
    if (typeof user !== 'string' || typeof expiresAt !== 'number') return null;
    if (role !== 'member' && role !== 'admin') return null;
    return { user, role, expiresAt };
  } catch {
    return null;
  }
}
