import { randomBytes } from 'node:crypto';
import { sha256 } from '@bebug/core';

/** A secret of 256 bits for a link or a cookie. Only its hash is stored. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The secret is uniform and long, so that one round is enough and a look-up by hash tells an attacker nothing. */
export function hashOf(token: string): string {
  return sha256(token);
}

/** An id that tells nothing and cannot be guessed. */
export function makeId(): string {
  return randomBytes(16).toString('hex');
}
