import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface FormRequest {
  readonly method: string;
  /** The session that the request's cookie names. */
  readonly session: string;
  /** The header `Origin`, where the browser has sent one. */
  readonly origin?: string;
  /** The token that came with the form. */
  readonly token?: string;
}

export interface CsrfOptions {
  readonly secret: string;
  /** Where the forms of this site come from, such as `https://shop.example`. */
  readonly origin: string;
  /** Seconds for which a form can be sent. */
  readonly lifetime: number;
}

export type CsrfVerdict = 'fine' | 'foreign origin' | 'no token' | 'bad token' | 'too late';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const NONCE_BYTES = 9;

/** Tells forms of this site from those that other sites send in the name of its users. */
export class CsrfGuard {
  readonly #options: CsrfOptions;

  /** @throws RangeError when the secret is too short to be one */
  constructor(options: CsrfOptions) {
    if (options.secret.length < 16) throw new RangeError('the secret needs 16 characters');
    this.#options = { ...options };
  }

  /** A token for a form of a session. No two are the same, so that compressed pages do not give them away. */
  issue(session: string, now: number): string {
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    const expiresAt = Math.floor(now + this.#options.lifetime).toString(36);
    return [expiresAt, nonce, this.#sign(session, expiresAt, nonce)].join('.');
  }

  /** @param now seconds since 1970 */
  check(request: FormRequest, now: number): CsrfVerdict {
    if (SAFE_METHODS.has(request.method.toUpperCase())) return 'fine';
    if (request.origin !== undefined && request.origin !== this.#options.origin) return 'foreign origin';
    if (request.token === undefined) return 'no token';
    const parts = request.token.split('.');
    if (parts.length !== 3) return 'bad token';
    const [expiresAt, nonce, signature] = parts as [string, string, string];
    if (!isSame(signature, this.#sign(request.session, expiresAt, nonce))) return 'bad token';
    return now < Number.parseInt(expiresAt, 36) ? 'fine' : 'too late';
  }

  #sign(session: string, expiresAt: string, nonce: string): string {
    return createHmac('sha256', this.#options.secret)
      .update(JSON.stringify([session, expiresAt, nonce]))
      .digest('base64url');
  }
}

function isSame(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
