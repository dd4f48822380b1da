/**
 * @typedef {object} SlugOptions
 * @property {number} [maxLength] Longest slug, 60 unless said otherwise; words are left out as wholes where that is possible.
 * @property {string} [separator] What stands between words, `-` unless said otherwise.
 * @property {readonly string[]} [stopWords] Words that say nothing.
 */

/** Letters that are no accented ones of the alphabet, and what they are written as. */
const LETTERS = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['ø', 'o'],
  ['œ', 'oe'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['&', ' and '],
  ['%', ' percent '],
]);

const SEPARATOR = '-';

/**
 * A title as it stands in an address: lower case, without accents, words only.
 *
 * @param {string} title
 * @param {SlugOptions} [options]
 * @returns {string} `''` when no word is left
 */
export function makeSlug(title, options = {}) {
  const { maxLength = 60, separator = SEPARATOR, stopWords = [] } = options;
  const words = wordsOf(title);
  const telling = words.filter((word) => !stopWords.includes(word));
  const used = telling.length > 0 ? telling : words;
  let slug = '';
  for (const word of used) {
    const longer = slug === '' ? word : slug + separator + word;
    if (longer.length > maxLength) return slug === '' ? word.slice(0, maxLength) : slug;
    slug = longer;
  }
  return slug;
}

/** Gives out slugs, no two of them the same. */
export class SlugRegistry {
  /** @type {Map<string, string>} By slug, what it was given to. */
  #owners = new Map();
  #options;

  /** @param {SlugOptions} [options] */
  constructor(options = {}) {
    this.#options = { ...options };
  }

  /** Slugs that were given out, by name. */
  get slugs() {
    return [...this.#owners.keys()].sort();
  }

  /**
   * The slug of a title for an owner: the first one, with a number at its end if need be, that is free or the owner's already.
   *
   * @param {string} title
   * @param {string} owner
   * @returns {string}
   */
  claim(title, owner) {
    const { separator = SEPARATOR } = this.#options;
    const base = makeSlug(title, this.#options) || 'untitled';
    let slug = base;
    for (let copy = 2; ; copy++) {
      const known = this.#owners.get(slug);
      if (known === undefined || known === owner) break;
      slug = base + separator + String(copy);
    }
    this.#owners.set(slug, owner);
    return slug;
  }

  /**
   * @param {string} slug
   * @returns {string | null} Whose slug it is.
   */
  ownerOf(slug) {
    return this.#owners.get(slug) ?? null;
  }

  /**
   * Give back all slugs of an owner.
   *
   * @param {string} owner
   * @returns {number} How many there were.
   */
  release(owner) {
    let released = 0;
    for (const [slug, known] of this.#owners) {
      if (known !== owner) continue;
      this.#owners.delete(slug);
      released += 1;
    }
    return released;
  }
}

/**
 * @param {string} title
 * @returns {string[]}
 */
function wordsOf(title) {
  const plain = title
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]/gu, (char) => LETTERS.get(char) ?? (/['’]/u.test(char) ? '' : ' '));
  return plain.split(' ').filter((word) => word !== '');
}
