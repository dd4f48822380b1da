import { createHmac, timingSafeEqual } from 'node:crypto';

export interface AccessClaims {
  readonly user: string;
  readonly scopes: readonly string[];
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export interface TokenKeys {
  /** Who issues the tokens. */
  readonly issuer: string;
  /** Secrets by id: old ones stay until the tokens that they have signed are over. */
  readonly secrets: ReadonlyMap<string, string>;
  /** The id of the secret that signs new tokens. */
  readonly current: string;
}

export type TokenProblem = 'malformed' | 'key' | 'signature' | 'issuer' | 'expired' | 'scope';

export class TokenRejectedError extends Error {
  override readonly name = 'TokenRejectedError';
  readonly problem: TokenProblem;

  constructor(problem: TokenProblem) {
    super(`the token was rejected: ${problem}`);
    this.problem = problem;
  }
}

const ALGORITHM = 'HS256';
/** Seconds by which clocks may differ. */
const LEEWAY = 30;

/** Issues and checks tokens in the form of JSON Web Tokens (RFC 7519), of one algorithm. */
export class AccessTokens {
  readonly #keys: TokenKeys;

  /** @throws RangeError when there is no secret to sign with */
  constructor(keys: TokenKeys) {
    if (!keys.secrets.has(keys.current)) throw new RangeError(`there is no secret ${keys.current}`);
    this.#keys = { ...keys, secrets: new Map(keys.secrets) };
  }

  /** @param lifetime seconds */
  issue(user: string, scopes: readonly string[], now: number, lifetime: number): string {
    const { issuer, current } = this.#keys;
    const header = { alg: ALGORITHM, typ: 'JWT', kid: current };
    const payload = { iss: issuer, sub: user, scope: scopes.join(' '), exp: now + lifetime };
    const content = `${encode(header)}.${encode(payload)}`;
    return `${content}.${sign(content, this.#keys.secrets.get(current) as string).toString('base64url')}`;
  }

  /**
   * The claims of a token that is good at a time and gives a right.
   *
   * @throws TokenRejectedError when it is not, or does not
   */
  authorize(token: string, scope: string, now: number): AccessClaims {
    const claims = this.#verify(token, now);
    const isAllowed = claims.scopes.some((granted) => granted === scope || isParent(granted, scope));
    if (!isAllowed) throw new TokenRejectedError('scope');
    return claims;
  }

  #verify(token: string, now: number): AccessClaims {
    const parts = token.split('.');
    if (parts.length !== 3) throw new TokenRejectedError('malformed');
    const [head, body, signature] = parts as [string, string, string];
    const header = decode(head);
    if (header.alg !== ALGORITHM || typeof header.kid !== 'string') throw new TokenRejectedError('key');
    const secret = this.#keys.secrets.get(header.kid);
    if (secret === undefined) throw new TokenRejectedError('key');
    const expected = sign(`${head}.${body}`, secret);
    const received = Buffer.from(signature, 'base64url');
    if (received.length !== expected.length || !timingSafeEqual(received, expected)) {
      throw new TokenRejectedError('signature');
    }
    const { iss, sub, scope, exp } = decode(body);
    if (typeof sub !== 'string' || typeof scope !== 'string' || typeof exp !== 'number') {
      throw new TokenRejectedError('malformed');
    }
    if (iss !== this.#keys.issuer) throw new TokenRejectedError('issuer');
    if (now >= exp + LEEWAY) throw new TokenRejectedError('expired');
    return { user: sub, scopes: scope.split(' ').filter((name) => name !== ''), expiresAt: exp };
  }
}

/** `orders:*` holds `orders:read`, and everything else whose name goes on after the colon. */
function isParent(granted: string, scope: string): boolean {
  return granted.endsWith(':*') && scope.startsWith(granted.slice(0, -1));
}

function sign(content: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(content).digest();
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw new TokenRejectedError('malformed');
  }
  if (typeof value !== 'object' || value === null) throw new TokenRejectedError('malformed');
  return value as Readonly<Record<string, unknown>>;
}
