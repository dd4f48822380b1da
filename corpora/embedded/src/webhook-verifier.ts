import { createHmac, timingSafeEqual } from 'node:crypto';

/** A delivery as it came over the wire. */
export interface Delivery {
  readonly id: string;
  /** `t=SECONDS,v1=HEX`; several `v1` while a secret is rotated. */
  readonly signatureHeader: string;
  readonly body: string;
}

export type Verdict = 'accepted' | 'bad-header' | 'too-old' | 'bad-signature' | 'duplicate';

export interface WebhookOptions {
  /** The secret in use, and older ones that are still good. */
  readonly secrets: readonly string[];
  /** Seconds that the sender's clock may be away from ours. */
  readonly tolerance: number;
}

interface SignatureHeader {
  readonly timestamp: number;
  readonly signatures: readonly string[];
}

/** The header that a sender puts on a delivery at a time (seconds since 1970). */
export function signDelivery(id: string, body: string, secret: string, timestamp: number): string {
  return `t=${String(timestamp)},v1=${sign(id, body, secret, timestamp)}`;
}

/** Tells deliveries of a known sender from forged, old and repeated ones. */
export class WebhookVerifier {
  readonly #secrets: readonly string[];
  readonly #tolerance: number;
  readonly #seen = new Map<string, number>();

  constructor(options: WebhookOptions) {
    if (options.secrets.length === 0) throw new RangeError('at least one secret is needed');
    this.#secrets = [...options.secrets];
    this.#tolerance = options.tolerance;
  }

  /** Ids that are remembered, so that no delivery is accepted twice. */
  get remembered(): number {
    return this.#seen.size;
  }

  /** @param now seconds since 1970 */
  verify(delivery: Delivery, now: number): Verdict {
    const header = parseHeader(delivery.signatureHeader);
    if (header === null) return 'bad-header';
    const { timestamp, signatures } = header;
    if (Math.abs(now - timestamp) > this.#tolerance) return 'too-old';
    const isSigned = this.#secrets.some((secret) => {
      const expected = sign(delivery.id, delivery.body, secret, timestamp);
      return signatures.some((signature) => isSame(signature, expected));
    });
    if (!isSigned) return 'bad-signature';

    this.#forgetBefore(now - 2 * this.#tolerance);
    if (this.#seen.has(delivery.id)) return 'duplicate';
    this.#seen.set(delivery.id, now);
    return 'accepted';
  }

  #forgetBefore(time: number): void {
    for (const [id, seenAt] of this.#seen) {
      if (seenAt < time) this.#seen.delete(id);
    }
  }
}

function parseHeader(header: string): SignatureHeader | null {
  let timestamp: number | null = null;
  const signatures: string[] = [];
  for (const field of header.split(',')) {
    const [name, value = ''] = field.trim().split('=');
    if (name === 't' && /^\d{1,12}$/u.test(value)) timestamp = Number(value);
    if (name === 'v1') signatures.push(value);
  }
  return timestamp === null || signatures.length === 0 ? null : { timestamp, signatures };
}

function sign(id: string, body: string, secret: string, timestamp: number): string {
  const content = [id, String(timestamp), body].join('.');
  return createHmac('sha256', secret).update(content).digest('hex');
}

function isSame(left: string, right: string): boolean {
  const leftBytes = Buffer.from(left);
  const rightBytes = Buffer.from(right);
  if (leftBytes.length !== rightBytes.length) return false;
  return timingSafeEqual(leftBytes, rightBytes);
}
