import { posix } from 'node:path';
import { KeyedLock } from './keyed-lock.ts';

export interface FileStorage {
  read(path: string): Promise<string | undefined>;
  write(path: string, content: string): Promise<void>;
}

export interface Attachment {
  readonly name: string;
  readonly size: number;
  readonly content: string;
}

export class InvalidNameError extends Error {
  override readonly name = 'InvalidNameError';
}

/** The storage failed; `cause` says how. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

const MAX_SIZE = 1000;
const MAX_NAME_LENGTH = 60;

/** Keeps the files that are attached to messages, in a folder for each message. */
export class AttachmentStore {
  readonly #folder: string;
  readonly #storage: FileStorage;
  readonly #locks = new KeyedLock();

  constructor(folder: string, storage: FileStorage) {
    if (!posix.isAbsolute(folder)) throw new TypeError(`the folder must be an absolute path: ${folder}`);
    this.#folder = folder;
    this.#storage = storage;
  }

  /**
   * The attachment of a message, or `null` when there is none of that name.
   *
   * @throws StorageError when it cannot be read
   */
  async open(message: string, name: string): Promise<Attachment | null> {
    const path = this.#pathOf(message, name);
    try {
      const content = await this.#storage.read(path);
      return content === undefined ? null : { name: posix.basename(name), size: content.length, content };
    } catch (error) {
      throw new StorageError(`${name} cannot be read`, { cause: error });
    }
  }

  /**
   * Keep a file and return the name that it got: a number is put before the extension when the name is taken.
   *
   * @throws RangeError when the file is too large
   */
  async save(message: string, name: string, content: string): Promise<string> {
    if (content.length > MAX_SIZE) throw new RangeError(`${name} is larger than ${String(MAX_SIZE)}`);
    const extension = posix.extname(name);
    const stem = posix.basename(name, extension).slice(0, MAX_NAME_LENGTH - extension.length);
    const release = await this.#locks.acquire(message);
    try {
      let candidate = stem + extension;
      let copy = 1;
      while ((await this.#storage.read(this.#pathOf(message, candidate))) !== undefined) {
        copy += 1;
        candidate = `${stem} (${String(copy)})${extension}`;
      }
      await this.#storage.write(this.#pathOf(message, candidate), content);
      return candidate;
    } finally {
      release();
    }
  }

  #pathOf(message: string, name: string): string {
    if (!/^m\d{1,9}$/u.test(message)) throw new InvalidNameError(`no such message: ${message}`);
    const folder = posix.join(this.#folder, message);
    const path = posix.resolve(folder, name);
    const inside = posix.relative(folder, path);
    if (inside === '' || inside.startsWith('..')) {
      throw new InvalidNameError(`not a name for an attachment: ${name}`);
    }
    return path;
  }
}
