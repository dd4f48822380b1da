const PURPOSES = ['preferences', 'statistics', 'marketing'] as const;

/** What a visitor is asked about; what a page cannot do without needs no consent. */
export type Purpose = (typeof PURPOSES)[number];

export interface Consent {
  readonly granted: ReadonlySet<Purpose>;
  /** Seconds since 1970. */
  readonly givenAt: number;
}

export interface Policy {
  /** A whole number that grows whenever visitors must be asked again. */
  readonly version: number;
  /** Seconds for which consent is good. */
  readonly lifetime: number;
}

export interface CookieSettings {
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: 'strict' | 'lax';
  readonly path: string;
  /** Seconds; without it the cookie ends with the browser. */
  readonly maxAge?: number;
}

export interface CookieSink {
  cookie(name: string, value: string, settings: CookieSettings): void;
}

const CONSENT = 'consent';
const VISITOR = 'visitor';
const VALUE = /^(\d+)\.(\d+)\.([\w-]*)$/u;

/** Remember what a visitor has agreed to. The server alone asks for it, and leaves out of pages what needs more. */
export function giveConsent(sink: CookieSink, granted: Iterable<Purpose>, policy: Policy, now: number): void {
  const value = [policy.version, now, [...new Set(granted)].sort().join('-')].join('.');
  sink.cookie(CONSENT, value, {
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
    maxAge: policy.lifetime,
  });
}

/** Remember that a visitor takes everything back, and forget who it is. */
export function withdrawConsent(sink: CookieSink, policy: Policy, now: number): void {
  giveConsent(sink, [], policy, now);
  sink.cookie(VISITOR, '', { httpOnly: true, secure: true, sameSite: 'strict', path: '/', maxAge: 0 });
}

/**
 * What a visitor has agreed to; `null` when there is no answer that still counts, so that the visitor must be asked.
 *
 * @param value of the cookie, as the browser has sent it
 * @param now seconds since 1970
 */
export function readConsent(value: string | undefined, policy: Policy, now: number): Consent | null {
  const [, version, time, names = ''] = VALUE.exec(value ?? '') ?? [];
  const givenAt = Number(time);
  const isCurrent = Number(version) === policy.version && givenAt <= now && now - givenAt < policy.lifetime;
  if (!isCurrent) return null;
  const given = names.split('-');
  return { granted: new Set(PURPOSES.filter((purpose) => given.includes(purpose))), givenAt };
}

/**
 * Know a visitor again until the browser is closed, for statistics, if that was agreed to.
 *
 * @returns false when it was not; then no cookie is set
 */
export function rememberVisitor(sink: CookieSink, consent: Consent | null, id: string): boolean {
  if (consent?.granted.has('statistics') !== true) return false;
  sink.cookie(VISITOR, encodeURIComponent(id), {
    httpOnly: true,
    secure: true,
    sameSite: 'strict',
    path: '/',
  });
  return true;
}
