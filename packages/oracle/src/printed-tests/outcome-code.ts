/** Endings and values of outcomes, as the realm's encoder writes them, turned back into code. */

/** How one call ended. */
export type CallEnding =
  | { readonly how: 'constructed' }
  /** `code` is an expression of the value; `null` for one that has none, such as an instance of a class. */
  | { readonly how: 'returned'; readonly code: string | null }
  /** What is known of the error; of one that the engine made, or that is no error, less. */
  | { readonly how: 'threw'; readonly name: string | null; readonly message: string | null };

/** A public field after all calls. */
export interface FieldReading {
  readonly field: string;
  readonly code: string | null;
}

const THREW =
  /^threw (?<class>[A-Za-z_$][\w$]*)(?:\((?<name>[^)]*)\))?(?: \[[^\]]*\])?(?: (?<message>"(?:[^"\\]|\\.)*"))?/u;

/** The endings of the calls of a case, in their order. What the calls made of their arguments is left out. */
export function callEndings(detail: string): CallEnding[] {
  return detail.split('\n').flatMap((line): CallEnding[] => {
    if (line === 'constructed') return [{ how: 'constructed' }];
    if (line.startsWith('returned '))
      return [{ how: 'returned', code: codeOf(line.slice('returned '.length)) }];
    if (!line.startsWith('threw ')) return [];
    const groups = THREW.exec(line)?.groups;
    const name = groups?.['name'] ?? groups?.['class'] ?? null;
    const message = groups?.['message'];
    return [{ how: 'threw', name, message: message === undefined ? null : (JSON.parse(message) as string) }];
  });
}

/** What the probes of a class read. */
export function fieldReadings(detail: string, probes: readonly string[]): FieldReading[] {
  const lines = detail.split('\n');
  return probes.flatMap((field) => {
    const line = lines.find((one) => one.startsWith(`${field} = `));
    return line === undefined ? [] : [{ field, code: codeOf(line.slice(field.length + 3)) }];
  });
}

/** An encoded value as an expression; `null` where the text does not say all of it. */
export function codeOf(text: string): string | null {
  const reader = new Reader(text);
  const code = reader.value();
  return code !== null && reader.isAtEnd ? code : null;
}

const PLAIN =
  /(?:"(?:[^"\\]|\\.)*"|-?\d+n|-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Infinity)|NaN|true|false|null|undefined)/uy;
const KEY = /(?:(?<plain>[\w$]+)|(?<quoted>"(?:[^"\\]|\\.)*")): /uy;
const DATE = /Date\((?<text>[^)]*)\)/uy;

/** Reads one value after the other; every method gives `null` for what it does not know. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  value(): string | null {
    const date = this.#match(DATE);
    if (date) {
      const text = date.groups!['text']!;
      return `new Date(${text === 'NaN' ? 'NaN' : JSON.stringify(text)})`;
    }
    if (this.#take('Map{'))
      return wrapped(
        'new Map([',
        this.#items('}', () => this.#pair()),
        '])',
      );
    if (this.#take('Set{'))
      return wrapped(
        'new Set([',
        this.#items('}', () => this.value()),
        '])',
      );
    if (this.#take('['))
      return wrapped(
        '[',
        this.#items(']', () => this.value()),
        ']',
      );
    if (this.#take('{'))
      return wrapped(
        '{ ',
        this.#items('}', () => this.#field()),
        ' }',
      );
    const plain = this.#match(PLAIN);
    // A name may begin like a word that is known.
    return plain && !/[\w$]/u.test(this.#text[this.#at] ?? '') ? plain[0] : null;
  }

  #pair(): string | null {
    const key = this.value();
    if (key === null || !this.#take(' => ')) return null;
    return wrapped(`[${key}, `, this.value(), ']');
  }

  #field(): string | null {
    const groups = this.#match(KEY)?.groups;
    const key = groups?.['plain'] ?? groups?.['quoted'];
    if (key === undefined || key === '__proto__') return null;
    const isName = /^[A-Za-z_$][\w$]*$|^"/u.test(key);
    return wrapped(`${isName ? key : JSON.stringify(key)}: `, this.value(), '');
  }

  /** Items up to the end, which is taken; joined. */
  #items(end: string, next: () => string | null): string | null {
    const items: string[] = [];
    while (!this.#take(end)) {
      if (items.length > 0 && !this.#take(', ')) return null;
      const item = next();
      if (item === null) return null;
      items.push(item);
    }
    return items.join(', ');
  }

  #take(text: string): boolean {
    const isHere = this.#text.startsWith(text, this.#at);
    if (isHere) this.#at += text.length;
    return isHere;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at += match[0].length;
    return match;
  }
}

function wrapped(before: string, inner: string | null, after: string): string | null {
  return inner === null ? null : `${before}${inner}${after}`.replace(/^\{ {2}\}$/u, '{}');
}
