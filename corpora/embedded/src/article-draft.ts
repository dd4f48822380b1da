export interface Block {
  readonly kind: 'heading' | 'text';
  text: string;
}

export interface Article {
  title: string;
  blocks: Block[];
  /** By the number of the block that they are about. */
  comments: Map<number, string[]>;
  publishAt: Date | null;
}

/** Keeps others from editing; shared by all who may. */
export interface EditLock {
  /** @throws when somebody holds it */
  acquire(author: string): void;
  release(author: string): void;
}

export class DraftError extends Error {
  override readonly name: string = 'DraftError';

  /** True when the same edit may succeed on the latest version. */
  get isWorthRetrying(): boolean {
    return false;
  }
}

export class StaleVersionError extends DraftError {
  override readonly name = 'StaleVersionError';

  override get isWorthRetrying(): boolean {
    return true;
  }
}

class Version {
  readonly number: number;
  readonly author: string;
  readonly article: Article;

  constructor(number: number, author: string, article: Article) {
    this.number = number;
    this.author = author;
    this.article = article;
  }

  toString(): string {
    return `${String(this.number)} ${this.author}: ${this.article.title}`;
  }
}

/** An article that is being written, with its last versions. What is handed out, or was handed in, can be changed without changing it. */
export class ArticleDraft {
  readonly #lock: EditLock;
  readonly #limit: number;
  #latest: Version;
  #older: readonly Version[] = [];

  /** @param limit older versions that are kept */
  constructor(article: Article, author: string, lock: EditLock, limit = 20) {
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError('limit must be a positive whole number');
    this.#latest = new Version(1, author, structuredClone(article));
    this.#lock = lock;
    this.#limit = limit;
  }

  get article(): Article {
    return structuredClone(this.#latest.article);
  }

  get version(): number {
    return this.#latest.number;
  }

  /** The versions that are kept, the oldest one first. */
  get log(): string[] {
    return [...this.#older, this.#latest].map(String);
  }

  /** How often each word stands in the article. */
  get words(): Readonly<Record<string, number>> {
    const counts = Object.create(null) as Record<string, number>;
    for (const { text } of this.#latest.article.blocks) {
      for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) counts[word] = (counts[word] ?? 0) + 1;
    }
    return counts;
  }

  /**
   * Make a new version by changing a copy of the latest one.
   *
   * @param seen the version that the author has seen
   * @returns the number of the new version
   * @throws StaleVersionError when there is a newer version than that
   * @throws DraftError when the article would have no title
   */
  edit(author: string, seen: number, change: (article: Article) => unknown): number {
    if (seen !== this.#latest.number) {
      throw new StaleVersionError(`the latest version is ${String(this.#latest)}`);
    }
    const { article } = this;
    this.#lock.acquire(author);
    try {
      change(article);
    } finally {
      this.#lock.release(author);
    }
    if (article.title.trim() === '') throw new DraftError('an article needs a title');
    this.#older = [...this.#older, this.#latest].slice(-this.#limit);
    this.#latest = new Version(seen + 1, author, structuredClone(article));
    return this.#latest.number;
  }

  /**
   * Make an older version the latest one.
   *
   * @returns the number of the new version
   * @throws DraftError when that version is not kept any more
   */
  restore(author: string, number: number): number {
    const old = this.#olderVersion(number);
    if (old === undefined) throw new DraftError(`there is no older version ${String(number)}`);
    return this.edit(author, this.version, (article) => Object.assign(article, old.article));
  }

  /** What has changed since a version, in words; `null` when that version is not kept any more. */
  changesSince(number: number): string[] | null {
    if (number === this.#latest.number) return [];
    const old = this.#olderVersion(number);
    return old === undefined ? null : changesBetween(old.article, this.#latest.article);
  }

  #olderVersion(number: number): Version | undefined {
    return this.#older.find((version) => version.number === number);
  }
}

function changesBetween(old: Article, latest: Article): string[] {
  const changes: string[] = [];
  if (old.title !== latest.title) changes.push('title');
  if (old.publishAt?.getTime() !== latest.publishAt?.getTime()) changes.push('time');
  for (let index = 0; index < Math.max(old.blocks.length, latest.blocks.length); index++) {
    const [before, after] = [old.blocks[index], latest.blocks[index]];
    if (before === undefined) {
      changes.push(`block ${String(index)} is new`);
    } else if (after === undefined) {
      changes.push(`block ${String(index)} is gone`);
    } else if (before.text !== after.text) {
      changes.push(`block ${String(index)}`);
    }
    if (commentsOn(old, index) !== commentsOn(latest, index))
      changes.push(`comments on block ${String(index)}`);
  }
  return changes;
}

function commentsOn({ comments }: Article, block: number): string {
  return JSON.stringify(comments.get(block) ?? []);
}
