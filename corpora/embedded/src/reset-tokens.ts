import { createHash, randomBytes } from 'node:crypto';

export interface ResetTokenOptions {
  /** Seconds for which a token is good. */
  readonly lifetime: number;
  /** Seconds that have to pass before the same account gets another token. */
  readonly pause: number;
}

interface Pending {
  readonly digest: string;
  readonly issuedAt: number;
}

export type Issued =
  | { readonly kind: 'issued'; readonly token: string; readonly expiresAt: number }
  | { readonly kind: 'wait'; readonly seconds: number };

const TOKEN_BYTES = 24;

/**
 * Tokens for people who forgot their passwords. A token is good once, for a while, and only the newest of an account; what is kept
 * of it is a digest, so that nobody who sees the store can use it. Times are seconds since 1970.
 */
export class ResetTokens {
  readonly #options: ResetTokenOptions;
  /** By account. */
  readonly #pending = new Map<string, Pending>();

  constructor(options: ResetTokenOptions) {
    if (!(options.lifetime > 0)) throw new RangeError('lifetime must be positive');
    if (!(options.pause >= 0)) throw new RangeError('pause must not be negative');
    this.#options = { ...options };
  }

  /** Accounts with a token that is still good at a time. */
  pendingAt(now: number): string[] {
    return [...this.#pending].filter(([, pending]) => this.#isGood(pending, now)).map(([account]) => account);
  }

  /** A token for an account, to be sent to its owner and shown to nobody else. */
  issue(account: string, now: number): Issued {
    const known = this.#pending.get(account);
    if (known !== undefined && now < known.issuedAt + this.#options.pause) {
      return { kind: 'wait', seconds: Math.ceil(known.issuedAt + this.#options.pause - now) };
    }
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#pending.set(account, { digest: digestOf(account, token), issuedAt: now });
    return { kind: 'issued', token, expiresAt: now + this.#options.lifetime };
  }

  /** True when the token is that of the account; it is used up then. */
  redeem(account: string, token: string, now: number): boolean {
    const pending = this.#pending.get(account);
    if (pending === undefined || !this.#isGood(pending, now)) return false;
    if (pending.digest !== digestOf(account, token)) return false;
    this.#pending.delete(account);
    return true;
  }

  /** Make tokens useless, because the password was changed in another way. */
  revoke(account: string): void {
    this.#pending.delete(account);
  }

  /** Forget what is neither good nor keeps an account waiting any more; returns how many there were. */
  sweep(now: number): number {
    const kept = Math.max(this.#options.lifetime, this.#options.pause);
    let swept = 0;
    for (const [account, { issuedAt }] of this.#pending) {
      if (now < issuedAt + kept) continue;
      this.#pending.delete(account);
      swept += 1;
    }
    return swept;
  }

  #isGood({ issuedAt }: Pending, now: number): boolean {
    return now < issuedAt + this.#options.lifetime;
  }
}

/** Digests of secrets differ from their first character on when the secrets do, so that comparing them tells nothing. */
function digestOf(account: string, token: string): string {
  return createHash('sha256')
    .update(JSON.stringify([account, token]))
    .digest('hex');
}
