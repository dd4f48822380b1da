/** How two lines of what runs tell (`Encoder`) may be alike though they are not the same: a form is a text that is equal for lines that are. */

/** What stands before a list that is neither bytes nor items of a class; what a line or an entry begins with is no such name. */
const NAMED = /[\w$)>\]}]\s*$/u;
const HEAD = /(?:^(?:returned|unsound|threw|crashed)|=>)\s*$/u;
/** What keeps its entries in the order in which they came. */
const COLLECTION = /(?:Map|Set|Iterator)$/u;
const CLOSING = { '[': ']', '{': '}', '(': ')' } as const;
/** Characters before a bracket that tell what it opens. */
const NAME_LENGTH = 40;
/** Values that say that there is nothing, and texts, which may name them. */
const NOTHING = /"(?:[^"\\]|\\.)*"|\b(?:null|undefined)\b/gu;

/** A line that a verdict keeps as digests: of itself, and of each form (`=`: of itself again). */
const DIGESTS = /^(?:\S+ )?(?<own>[0-9a-f]{16}) (?<order>[0-9a-f]{16}) (?<nothing>[0-9a-f]{16}|=)$/u;

/** Whether two lines of verdicts differ in nothing but an order. */
export function differInOrder(one: string, other: string): boolean {
  const form = (line: string): string => DIGESTS.exec(line)?.groups?.['order'] ?? withoutOrder(line);
  return form(one) === form(other);
}

/** Whether `null` in the one is `undefined` in the other, and nothing else differs: few who ask what is there tell them apart. */
export function differInNothing(one: string, other: string): boolean {
  const form = (line: string): string => {
    const digests = DIGESTS.exec(line)?.groups;
    if (!digests) return withOneNothing(line);
    return digests['nothing'] === '=' ? digests['own']! : digests['nothing']!;
  };
  return form(one) === form(other);
}

/** A line in which `null` and `undefined` are one. */
export function withOneNothing(line: string): string {
  if (!line.includes('null') && !line.includes('undefined')) return line;
  return line.replaceAll(NOTHING, (text) => (text.startsWith('"') ? text : 'nothing'));
}

/**
 * 16 hexadecimal digits, the same whatever the order of the items of its lists, sets and maps. Where the place says what is meant, an order counts: of
 * arguments, fields, bytes, numbers and answers of yes or no, and of items of several kinds. Every run tells lines: one pass, and no text is made.
 */
export function withoutOrder(line: string): string {
  const whole = new Group(null, '', false);
  let group = whole;
  // Of the list of all arguments each has its place.
  const positional = line.startsWith('arguments [') ? 'arguments ['.length - 1 : -1;
  let start = 0;
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!;
    switch (char) {
      case '"': {
        const end = endOfText(line, at);
        group.addAll(line, at, end);
        at = end - 1;
        break;
      }
      case '[':
      case '{':
      case '(': {
        const before = line.slice(Math.max(start, at - NAME_LENGTH), at);
        group.add(char.charCodeAt(0));
        const isFree = at !== positional && isUnordered(before, char);
        group = new Group(group, CLOSING[char], isFree);
        start = at + 1;
        break;
      }
      case ']':
      case '}':
      case ')': {
        // Brackets do not match: a regular expression or an address holds some.
        if (group.outer === null || group.closing !== char) return asItStands(line);
        const inside: Group = group;
        group = group.outer;
        group.take(inside);
        start = at;
        break;
      }
      case ',':
        group.endItem();
        start = at + 1;
        break;
      case '<':
        group.add(line.charCodeAt(at));
        // Which of the objects before it stands here is told by its place among them.
        while (isDigit(line.charCodeAt(at + 1))) at++;
        break;
      default:
        if (char !== ' ' || !group.isAtStart) group.add(line.charCodeAt(at));
    }
  }
  return group === whole ? whole.digest() : asItStands(line);
}

/** What is open while a line is read: two hashes of its items one after the other, and of all of them in no order. */
class Group {
  readonly outer: Group | null;
  readonly closing: string;
  readonly #isFree: boolean;
  #low = 0x81_1c_9d_c5;
  #high = 0x9e_37_79_b9;
  #lowSum = 0;
  #highSum = 0;
  #itemLow = 0;
  #itemHigh = 0;
  #itemKind = '';
  #kind = '';
  #count = 0;

  constructor(outer: Group | null, closing: string, isFree: boolean) {
    this.outer = outer;
    this.closing = closing;
    this.#isFree = isFree;
  }

  get isAtStart(): boolean {
    return this.#itemKind === '';
  }

  /** One character of an item. */
  add(code: number): void {
    this.#itemKind = kindAfter(this.#itemKind, code);
    this.#itemLow = Math.imul(this.#itemLow ^ code, 0x01_00_01_93);
    this.#itemHigh = Math.imul(this.#itemHigh + code, 0x85_eb_ca_6b);
    this.#itemHigh ^= this.#itemHigh >>> 13;
  }

  addAll(line: string, start: number, end: number): void {
    for (let at = start; at < end; at++) this.add(line.charCodeAt(at));
  }

  /** What stood in brackets, which are the item's. */
  take(inside: Group): void {
    const [low, high] = inside.#closed();
    const kind = this.#itemKind;
    for (const half of [low, high]) {
      this.add(half & 0xff_ff);
      this.add(half >>> 16);
    }
    this.#itemKind = kind;
  }

  endItem(): void {
    const kind = this.#itemKind === 'name' ? 'plain' : this.#itemKind;
    this.#kind = this.#count === 0 || this.#kind === kind ? kind : 'several';
    this.#count++;
    this.#low = Math.imul(this.#low ^ this.#itemLow, 0x01_00_01_93);
    this.#high = Math.imul(this.#high + this.#itemHigh, 0xc2_b2_ae_35);
    this.#high ^= this.#high >>> 16;
    this.#lowSum = (this.#lowSum + Math.imul(this.#itemLow ^ (this.#itemHigh >>> 7), 0x27_d4_eb_2f)) | 0;
    this.#highSum = (this.#highSum + Math.imul(this.#itemHigh ^ (this.#itemLow >>> 9), 0x16_56_67_b1)) | 0;
    this.#itemLow = 0;
    this.#itemHigh = 0;
    this.#itemKind = '';
  }

  digest(): string {
    return this.#closed()
      .map((half) => (half >>> 0).toString(16).padStart(8, '0'))
      .join('');
  }

  #closed(): readonly [low: number, high: number] {
    this.endItem();
    const isSorted =
      this.#isFree && (this.#kind === 'text' || this.#kind === 'list' || this.#kind === 'object');
    return isSorted ? [this.#lowSum, this.#highSum] : [this.#low, this.#high];
  }
}

/** The kind of an item, as far as it was read: `text`, `list`, `object`, `name` (may become an object) or `plain`. */
function kindAfter(kind: string, code: number): string {
  if (kind !== '' && kind !== 'name') return kind;
  if (kind === '') {
    if (code === 0x22) return 'text';
    if (code === 0x5b) return 'list';
    if (code === 0x3c) return 'object';
  }
  if (code === 0x7b) return 'object';
  return isNameCode(code) ? 'name' : 'plain';
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Letters, digits, `_` and `$`. */
function isNameCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    isDigit(code) ||
    code === 0x5f ||
    code === 0x24
  );
}

function endOfText(line: string, start: number): number {
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '"') return at + 1;
  }
  return line.length;
}

function asItStands(line: string): string {
  const whole = new Group(null, '', false);
  whole.addAll(line, 0, line.length);
  return whole.digest();
}

function isUnordered(before: string, open: string): boolean {
  if (open === '(') return false;
  if (COLLECTION.test(before)) return true;
  return open === '[' && (!NAMED.test(before) || HEAD.test(before));
}
