import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';

export interface ConverterParts {
  /** Lets a shell run a command line, and gives back what it wrote. */
  run(command: string): Promise<string>;
  /** Where a path leads to when links are followed. */
  realpath(path: string): string;
}

export class ConversionError extends Error {
  override readonly name = 'ConversionError';
}

const FORMATS: ReadonlySet<string> = new Set(['html', 'pdf', 'txt']);

/** Converts documents of one folder with a program of the system. */
export class DocumentConverter {
  readonly #folder: string;
  readonly #parts: ConverterParts;

  /** @param folder an absolute path; no part of it may be a link */
  constructor(folder: string, parts: ConverterParts) {
    this.#folder = posix.resolve('/', folder);
    this.#parts = parts;
  }

  /**
   * Convert a document and return the path of the result, a temporary file.
   *
   * @throws ConversionError when there is no such format, or the document is not in the folder
   */
  async convert(name: string, format: string): Promise<string> {
    if (!FORMATS.has(format)) throw new ConversionError(`no such format: ${format}`);
    const source = this.#locate(name);
    const target = `/tmp/converted-${randomUUID()}.${format}`;
    await this.#parts.run(`convert --to ${format} --output ${target} ${quote(source)}`);
    return target;
  }

  /**
   * How many pages some documents have together.
   *
   * @throws ConversionError when one is not in the folder
   */
  async countPages(names: readonly string[]): Promise<number> {
    const sources = names.map((name) => this.#locate(name));
    const report = await this.#parts.run(['pages', '--sum', ...sources.map(quote)].join(' '));
    return Number.parseInt(report, 10);
  }

  #locate(name: string): string {
    const path = this.#parts.realpath(posix.resolve(this.#folder, name));
    if (!path.startsWith(`${this.#folder}/`)) throw new ConversionError(`not in the folder: ${name}`);
    return path;
  }
}

/** One word of a command line, whatever it holds. */
function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
