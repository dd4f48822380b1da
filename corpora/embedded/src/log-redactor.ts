export interface RedactorOptions {
  /** Names of fields whose values never reach a log, in any case and with any `_` or `-` in them. */
  readonly secretFields: readonly string[];
  /** Longer texts are cut. */
  readonly maxLength: number;
  /** Deeper objects are left out. */
  readonly maxDepth: number;
}

const REDACTED = '[redacted]';
const CARD = /\b\d(?:[ -]?\d){12,18}\b/gu;
const CREDENTIALS = /\b(apikey|bearer) [\w+./~-]+=*/giu;
const URL_PASSWORD = /\/\/([^\s/:@]*):[^\s/@]+@/gu;

/** Makes values fit to be logged: no secrets, no cycles, no endless texts. Nothing that it is given is changed. */
export class LogRedactor {
  readonly #secretFields: ReadonlySet<string>;
  readonly #maxLength: number;
  readonly #maxDepth: number;

  constructor(options: RedactorOptions) {
    this.#secretFields = new Set(options.secretFields.map(normaliseField));
    this.#maxLength = options.maxLength;
    this.#maxDepth = options.maxDepth;
  }

  /** A copy of a value that may be logged. */
  redact(value: unknown): unknown {
    return this.#copy(value, 0, new Set());
  }

  /** One line of a log: a message with its fields, as JSON. */
  format(message: string, fields: Readonly<Record<string, unknown>> = {}): string {
    const safe = this.redact(fields) as Record<string, unknown>;
    return JSON.stringify({ ...safe, message: this.#text(message) });
  }

  #copy(value: unknown, depth: number, parents: ReadonlySet<unknown>): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'bigint') return `${String(value)}n`;
    if (typeof value === 'function') return '[function]';
    if (typeof value !== 'object' || value === null) return value;
    if (parents.has(value)) return '[circular]';
    if (depth >= this.#maxDepth) return '[too deep]';

    const path = new Set(parents).add(value);
    const inner = (item: unknown): unknown => this.#copy(item, depth + 1, path);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
    if (value instanceof Uint8Array) return `[${String(value.length)} bytes]`;
    if (value instanceof Error) {
      const { name, message, cause } = value;
      return { name, message: this.#text(message), ...(cause === undefined ? {} : { cause: inner(cause) }) };
    }
    if (Array.isArray(value)) return value.map(inner);
    return Object.fromEntries(
      entriesOf(value).map(([key, item]) => [key, this.#isSecret(key) ? REDACTED : inner(item)]),
    );
  }

  #isSecret(field: string): boolean {
    return this.#secretFields.has(normaliseField(field));
  }

  #text(text: string): string {
    const safe = text
      .replaceAll(CREDENTIALS, `$1 ${REDACTED}`)
      .replaceAll(URL_PASSWORD, `//$1:${REDACTED}@`)
      .replaceAll(CARD, (digits) => (isCardNumber(digits) ? `${REDACTED} ${digits.slice(-4)}` : digits));
    return safe.length > this.#maxLength ? `${safe.slice(0, this.#maxLength)}…` : safe;
  }
}

function entriesOf(value: object): [string, unknown][] {
  if (!(value instanceof Map)) return Object.entries(value);
  return [...(value as ReadonlyMap<unknown, unknown>)].map(([key, item]) => [String(key), item]);
}

function normaliseField(name: string): string {
  return name.replaceAll(/[_-]/gu, '').toLowerCase();
}

/** True for digits with the check digit of a payment card (ISO/IEC 7812-1). */
function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/gu, '');
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.at(-1 - index));
    if (index % 2 === 0) sum += digit;
    else sum += digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
