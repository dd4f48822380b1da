/** How two lines of what runs tell (`Encoder`) may be alike though they are not the same: a form is a text that is equal for lines that are. */

const SPACE = /^\s*$/u;
const STRING = /"(?:[^"\\]|\\.)*"/uy;
const PLAIN = /[^,"[\]{}()]+/uy;
const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };
/** What stands before a list that is neither bytes nor items of a class; what a line or an entry begins with is no such name. */
const NAMED = /[\w$)>\]}]$/u;
const HEAD = /(?:^(?:returned|unsound|threw|crashed)|=>)$/u;
/** What keeps its entries in the order in which they came. */
const COLLECTION = /(?:Map|Set|Iterator)$/u;
/** Values that say that there is nothing, and texts, which may name them. */
const NOTHING = /"(?:[^"\\]|\\.)*"|\b(?:null|undefined)\b/gu;

/** A line that a verdict keeps as digests: of itself, and of each form (`=`: of itself again). */
const DIGESTS = /^(?:\S+ )?(?<own>[0-9a-f]{16}) (?<order>[0-9a-f]{16}|=) (?<nothing>[0-9a-f]{16}|=)$/u;

/** A line in which `null` and `undefined` are one. */
export function withOneNothing(line: string): string {
  return line.replaceAll(NOTHING, (text) => (text.startsWith('"') ? text : 'nothing'));
}

/**
 * A line with the items of its lists, sets and maps sorted. Where the place says what is meant, nothing is sorted: arguments, fields, bytes, numbers
 * and answers of yes or no, and items of several kinds.
 */
export function unordered(line: string): string {
  const reader = new Reader(line);
  const sorted = reader.items(null);
  return reader.isBroken ? line : sorted.join(', ');
}

/** In the order in which a verdict keeps them. */
export const FORMS = [unordered, withOneNothing] as const;

/** Whether two lines of verdicts differ in nothing but an order. */
export function differInOrder(one: string, other: string): boolean {
  return formOf(one, 'order', unordered) === formOf(other, 'order', unordered);
}

/** Whether `null` in the one is `undefined` in the other, and nothing else differs: few who ask what is there tell them apart. */
export function differInNothing(one: string, other: string): boolean {
  return formOf(one, 'nothing', withOneNothing) === formOf(other, 'nothing', withOneNothing);
}

function formOf(line: string, name: 'order' | 'nothing', made: (line: string) => string): string {
  const digests = DIGESTS.exec(line)?.groups;
  if (!digests) return made(line);
  return digests[name] === '=' ? digests['own']! : digests[name]!;
}

class Reader {
  readonly #line: string;
  /** Where the list of all arguments starts: each of them has its place. */
  readonly #positional: number;
  #at = 0;
  /** Brackets do not match: a regular expression or an address holds some. */
  isBroken = false;

  constructor(line: string) {
    this.#line = line;
    this.#positional = line.startsWith('arguments [') ? 'arguments '.length : -1;
  }

  /** Items up to `closing` (`null`: the end of the line), each sorted within. */
  items(closing: string | null): string[] {
    const found: string[] = [];
    let item = '';
    for (;;) {
      const at = this.#at;
      const char = this.#line[at];
      if (char === undefined || char === closing) {
        if (char !== (closing ?? undefined)) this.isBroken = true;
        this.#at++;
        if (found.length > 0 || !SPACE.test(item)) found.push(item.trim());
        return found;
      }
      if (char === ',') {
        this.#at++;
        found.push(item.trim());
        item = '';
      } else if (CLOSING[char] !== undefined) {
        this.#at++;
        const inside = this.items(CLOSING[char]);
        const isSet = at !== this.#positional && isUnordered(item.trimEnd(), char) && areAlike(inside);
        item += `${char}${(isSet ? inside.sort() : inside).join(', ')}${CLOSING[char]}`;
      } else {
        item += this.#next(char === '"' ? STRING : PLAIN);
      }
    }
  }

  #next(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#line)?.[0];
    if (text === undefined) this.isBroken = true;
    this.#at += text?.length ?? 1;
    return text ?? '';
  }
}

function isUnordered(before: string, open: string): boolean {
  if (COLLECTION.test(before)) return true;
  return open === '[' && (!NAMED.test(before) || HEAD.test(before));
}

/** All texts, or all objects, or all lists. */
function areAlike(items: readonly string[]): boolean {
  const kind = kindOf(items[0] ?? '');
  return kind !== 'plain' && items.every((item) => kindOf(item) === kind);
}

function kindOf(item: string): 'text' | 'list' | 'object' | 'plain' {
  if (item.startsWith('"')) return 'text';
  if (item.startsWith('[')) return 'list';
  return /^(?:[\w$]*\{|<\d+>)/u.test(item) ? 'object' : 'plain';
}
