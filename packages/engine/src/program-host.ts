import { join } from 'node:path';
import ts from 'typescript';
import type { Corpus } from './1-read-corpus.ts';

/** Library and package declarations, parsed once per process: they are read-only and the same for every project. */
const declarations = new Map<string, ts.SourceFile | undefined>();

/** A compiler host over the corpus's own texts (byte-order marks kept), the disk for all else, and one mutated file. */
export class ProgramHost implements ts.CompilerHost {
  readonly #disk: ts.CompilerHost;
  readonly #root: string;
  readonly #texts: Map<string, string>;
  readonly #parsed = new Map<string, ts.SourceFile>();
  #overlay: { readonly fileName: string; readonly file: ts.SourceFile } | null = null;

  constructor(corpus: Corpus, options: ts.CompilerOptions) {
    this.#disk = ts.createCompilerHost(options, true);
    this.#root = corpus.root;
    this.#texts = new Map([...corpus.sources].map(([path, text]) => [join(corpus.root, path), text]));
  }

  /** Programs made until the next call see `text` at `path`; returns the parsed file. `null` shows the clean file again. */
  overlay(path: string, text: string | null, clean: ts.SourceFile): ts.SourceFile {
    if (text === null) {
      this.#overlay = null;
      return clean;
    }
    const fileName = join(this.#root, path);
    const file = ts.createSourceFile(
      fileName,
      text,
      {
        languageVersion: clean.languageVersion,
        ...(clean.impliedNodeFormat !== undefined && { impliedNodeFormat: clean.impliedNodeFormat }),
      },
      true,
    );
    this.#overlay = { fileName, file };
    return file;
  }

  getSourceFile(
    fileName: string,
    languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile | undefined {
    if (fileName === this.#overlay?.fileName) return this.#overlay.file;
    const known = this.#parsed.get(fileName);
    if (known) return known;
    const text = this.#texts.get(fileName);
    if (text === undefined && /\.d\.[cm]?ts$/u.test(fileName))
      return this.#declaration(fileName, languageVersion);
    const file =
      text === undefined
        ? this.#disk.getSourceFile(fileName, languageVersion)
        : ts.createSourceFile(fileName, text, languageVersion, true);
    if (file) this.#parsed.set(fileName, file);
    return file;
  }

  #declaration(
    fileName: string,
    version: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile | undefined {
    const key = `${fileName} ${JSON.stringify(typeof version === 'object' ? [version.languageVersion, version.impliedNodeFormat] : version)}`;
    if (!declarations.has(key)) declarations.set(key, this.#disk.getSourceFile(fileName, version));
    return declarations.get(key);
  }

  fileExists(fileName: string): boolean {
    return this.#texts.has(fileName) || this.#disk.fileExists(fileName);
  }

  readFile(fileName: string): string | undefined {
    return this.#texts.get(fileName) ?? this.#disk.readFile(fileName);
  }

  readonly writeFile = (): void => undefined;
  readonly getDefaultLibFileName = (options: ts.CompilerOptions): string =>
    this.#disk.getDefaultLibFileName(options);
  readonly getDefaultLibLocation = (): string => this.#disk.getDefaultLibLocation!();
  readonly getCurrentDirectory = (): string => this.#root;
  readonly getCanonicalFileName = (fileName: string): string => this.#disk.getCanonicalFileName(fileName);
  readonly useCaseSensitiveFileNames = (): boolean => this.#disk.useCaseSensitiveFileNames();
  readonly getNewLine = (): string => '\n';
  readonly directoryExists = (folder: string): boolean => this.#disk.directoryExists!(folder);
  readonly getDirectories = (folder: string): string[] => this.#disk.getDirectories!(folder);
  readonly realpath = (path: string): string => this.#disk.realpath!(path);
}
