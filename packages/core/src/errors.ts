/** Every way in which bebug says "cannot go on": code, title, hint and exit code, in one table. */
export const ERRORS = {
  usage: { title: 'Wrong use of a command', hint: 'See `bebug --help`.', exitCode: 2 },
  'source-missing': {
    title: 'The source does not exist',
    hint: 'Check the path; a package is written npm:NAME@VERSION.',
    exitCode: 2,
  },
  'source-empty': {
    title: 'Nothing to plant bugs in',
    hint: 'Point at a folder with .ts, .tsx, .js, .jsx, .mts, .cts, .mjs or .cjs files that are not tests or declarations.',
    exitCode: 2,
  },
  'source-unreadable': {
    title: 'A source file cannot be read',
    hint: 'bebug reads UTF-8 text files.',
    exitCode: 2,
  },
  'source-syntax': {
    title: 'A source file does not parse',
    hint: 'Plant bugs in code that works: fix the file or leave it out.',
    exitCode: 2,
  },
  'source-types': {
    title: 'The project does not type-check',
    hint: 'Fix the diagnostics, or pass --allow-type-errors to count only new ones.',
    exitCode: 2,
  },
  'source-config': {
    title: 'The project configuration cannot be read',
    hint: 'Fix tsconfig.json.',
    exitCode: 2,
  },
  'package-unavailable': {
    title: 'A package cannot be fetched',
    hint: 'Check the name, the version and the registry.',
    exitCode: 2,
  },
  'package-integrity': {
    title: 'A package is not the one that was pinned',
    hint: 'Do not use it; check the pin and the registry.',
    exitCode: 2,
  },
  'tests-unusable': {
    title: "A project's tests cannot be used",
    hint: "Name a command that runs and passes in the project's folder.",
    exitCode: 2,
  },
  'operator-unknown': { title: 'No such operator', hint: 'See `bebug operators`.', exitCode: 2 },
  'operator-file': {
    title: 'A file of operators cannot be used',
    hint: '`bebug operators new ID` writes one to start from; `bebug operators check FILE` says what is wrong.',
    exitCode: 2,
  },
  'family-unknown': { title: 'No such family', hint: 'See `bebug operators`.', exitCode: 2 },
  'profile-unknown': { title: 'No such profile', hint: 'See `bebug inject --help`.', exitCode: 2 },
  'bug-unknown': { title: 'No such bug', hint: 'See `bebug show SET`.', exitCode: 2 },
  'detector-unknown': { title: 'No such detector', hint: 'See `bebug detect --help`.', exitCode: 2 },
  'output-exists': {
    title: 'The output is there already',
    hint: 'Choose another --out, or remove it first.',
    exitCode: 2,
  },
  'file-missing': { title: 'A file is missing', hint: 'Check the path.', exitCode: 2 },
  'file-format': { title: 'A file has not the expected format', hint: 'See the formats page.', exitCode: 2 },
  'path-escape': {
    title: 'A path leaves its folder',
    hint: 'Paths in a bug set or a run are relative and stay inside it.',
    exitCode: 2,
  },
  'run-mismatch': {
    title: 'The run belongs to another bug set',
    hint: 'Score a run with the set that it was made on.',
    exitCode: 2,
  },
  'database-unusable': {
    title: 'A database cannot be used',
    hint: 'Check the path or the address, and who may write there.',
    exitCode: 2,
  },
  'study-mismatch': {
    title: 'The store belongs to another study',
    hint: 'Use the set and the settings that the study was begun with, or name another --database.',
    exitCode: 2,
  },
  'person-unknown': { title: 'No such person', hint: 'See `bebug annotate status SET`.', exitCode: 2 },
  'set-empty': {
    title: 'No bug could be proved',
    hint: 'Widen --operators, --families or the sources; the funnel says where the candidates fell.',
    exitCode: 1,
  },
  internal: {
    title: 'A bug of bebug',
    hint: 'Please report it with the command that led here.',
    exitCode: 70,
  },
} as const satisfies Record<string, { title: string; hint: string; exitCode: 1 | 2 | 70 }>;

export type ErrorCode = keyof typeof ERRORS;

/** An exception that means "cannot go on". `message` is one sentence: what, and where. */
export class BebugError extends Error {
  override readonly name = 'BebugError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly exitCode: 1 | 2 | 70;

  constructor(code: ErrorCode, sentence: string, options: { hint?: string; cause?: unknown } = {}) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? ERRORS[code].hint;
    this.exitCode = ERRORS[code].exitCode;
  }
}
