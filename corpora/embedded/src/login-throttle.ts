export interface ThrottleOptions {
  /** Failures in a row after which an account is locked. */
  readonly maxFailures: number;
  /** Seconds of the first lock; every further one is twice as long. */
  readonly baseLock: number;
  /** Seconds of the longest lock. */
  readonly maxLock: number;
  /** Seconds without a try after which an account that is not locked is forgotten. */
  readonly memory: number;
}

export type CheckPassword = (account: string, password: string) => Promise<boolean>;

export type LoginResult =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'locked'; readonly until: number };

interface Tally {
  failures: number;
  locks: number;
  lockedUntil: number;
  lastTry: number;
}

/** Keeps those who guess passwords from guessing many. Times are seconds since 1970. */
export class LoginThrottle {
  readonly #check: CheckPassword;
  readonly #options: ThrottleOptions;
  readonly #tallies = new Map<string, Tally>();

  /** @throws RangeError when not even one try is allowed */
  constructor(check: CheckPassword, options: ThrottleOptions) {
    if (!Number.isInteger(options.maxFailures) || options.maxFailures < 1) {
      throw new RangeError('maxFailures must be a positive whole number');
    }
    this.#check = check;
    this.#options = { ...options };
  }

  /** Accounts whose last try was not a success. */
  get watched(): string[] {
    return [...this.#tallies.keys()];
  }

  /**
   * Try to sign in. Every try counts as a failure until its password has turned out to be right, so that nobody gets more tries by
   * making them at the same time.
   */
  async login(account: string, password: string, now: number): Promise<LoginResult> {
    const name = account.trim().toLowerCase();
    const tally = this.#tallyOf(name, now);
    if (now < tally.lockedUntil) return { kind: 'locked', until: tally.lockedUntil };
    const left = this.#countFailure(tally, now);
    if (await this.#check(name, password)) {
      this.#tallies.delete(name);
      return { kind: 'welcome' };
    }
    return left > 0 ? { kind: 'wrong', left } : { kind: 'locked', until: tally.lockedUntil };
  }

  /** Let an account in again, because its owner has asked for it. False when there was nothing to forgive. */
  forgive(account: string): boolean {
    return this.#tallies.delete(account.trim().toLowerCase());
  }

  /** Forget accounts that nobody has tried for long. */
  sweep(now: number): void {
    for (const [name, tally] of this.#tallies) {
      if (this.#isOver(tally, now)) this.#tallies.delete(name);
    }
  }

  #tallyOf(name: string, now: number): Tally {
    const known = this.#tallies.get(name);
    if (known !== undefined && !this.#isOver(known, now)) return known;
    const tally = { failures: 0, locks: 0, lockedUntil: now, lastTry: now };
    this.#tallies.set(name, tally);
    return tally;
  }

  /** Returns how many tries are left before the account is locked. */
  #countFailure(tally: Tally, now: number): number {
    const { maxFailures, baseLock, maxLock } = this.#options;
    tally.failures += 1;
    tally.lastTry = now;
    const left = maxFailures - tally.failures;
    if (left === 0) {
      tally.lockedUntil = now + Math.min(baseLock * 2 ** tally.locks, maxLock);
      tally.locks += 1;
      tally.failures = 0;
    }
    return left;
  }

  #isOver({ lockedUntil, lastTry }: Tally, now: number): boolean {
    return now >= Math.max(lastTry + this.#options.memory, lockedUntil);
  }
}
