import { keyedInteger } from '@bebug/core';

/** A text in which a bug may show, with the file that it comes from. */
export interface Specimen {
  /** The lines around a place. */
  readonly window: string;
  readonly file: string;
  /** Diagnostics of parser, compiler and linter that the clean file does not have. */
  readonly diagnostics: number;
  /** Tool → how many findings it has in the window, and in the file; empty when no tool was run. */
  readonly hits: ReadonlyMap<string, { readonly window: number; readonly file: number }>;
}

/** Sparse: index below `DIMENSIONS` → value. */
export type Features = ReadonlyMap<number, number>;

export const DIMENSIONS = 2 ** 14;

/** What a classifier may look at; each is tried alone, and all together. */
export const FEATURE_KINDS: Readonly<Record<string, (specimen: Specimen) => Features>> = {
  tokens: ({ window }) => grams(tokensOf(window)),
  shape: ({ window }) => grams(tokensOf(window).map(shapeOf)),
  formatting: ({ window }) => counted(formattingOf(window)),
  names: ({ window, file }) => counted(rareNames(window, file)),
  size: ({ window, file }) => counted(sizesOf(window, file)),
  hits: ({ hits }) =>
    counted(
      [...hits].flatMap(([tool, { window, file }]) => [
        [`${tool} here`, Math.log1p(window)],
        [`${tool} in the file`, Math.log1p(file)],
      ]),
    ),
  diagnostics: ({ diagnostics }) => counted([['diagnostics', diagnostics]]),
};

export function allFeatures(specimen: Specimen): Features {
  return new Map(Object.values(FEATURE_KINDS).flatMap((features) => [...features(specimen)]));
}

const TOKEN =
  /[\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\w.]*|"[^"\n]*"|'[^'\n]*'|`[^`]*`|=>|[=!]==?|[<>]=|&&|\|\||\?\?|\?\.|\+\+|--|\.{3}|[^\s\w]/gu;
const WORD = /^[\p{ID_Start}$_]/u;
const KEYWORD =
  /^(?:await|async|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|function|if|import|in|instanceof|let|new|null|of|return|static|super|switch|this|throw|true|false|try|typeof|undefined|var|void|while|yield)$/u;

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

function shapeOf(token: string): string {
  if (WORD.test(token)) return KEYWORD.test(token) ? token : 'name';
  if (/^\d/u.test(token)) return 'number';
  return /^["'`]/u.test(token) ? 'string' : token;
}

/** Runs of one, two and three words: logarithms of how often each comes, brought to length one. */
function grams(words: readonly string[]): Features {
  const counts = new Map<number, number>();
  for (let length = 1; length <= 3; length++) {
    for (let start = 0; start + length <= words.length; start++) {
      const index = indexOf(words.slice(start, start + length).join('\u0000'));
      counts.set(index, (counts.get(index) ?? 0) + 1);
    }
  }
  const damped = [...counts].map(([index, count]) => [index, Math.log1p(count)] as const);
  const norm = Math.hypot(...damped.map(([, value]) => value)) || 1;
  return new Map(damped.map(([index, value]) => [index, value / norm]));
}

function counted(named: readonly (readonly [name: string, value: number])[]): Features {
  return new Map(named.map(([name, value]) => [indexOf(`\u0001${name}`), value]));
}

function formattingOf(text: string): [string, number][] {
  const lines = text.split('\n');
  const share = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length / lines.length;
  return [
    ['trailing space', share(/[ \t]$/u)],
    ['blank', share(/^\s*$/u)],
    ['odd indent', share(/^(?: {2})* (?! )/u)],
    ['tab', share(/^\t/u)],
    ['two spaces', share(/\S {2,}\S/u)],
    ['long', share(/^.{101,}/u)],
    ['no semicolon', share(/[\w)\]]$/u)],
    ['comment', share(/^\s*(?:\/\/|\/?\*)/u)],
    ['doubled brackets', share(/\(\(|\)\)/u)],
    ['lone brace', share(/^\s*[{}]\s*$/u)],
    ['empty block', share(/\{\s*\}/u)],
  ];
}

/** Names that the file has once: what was typed by somebody else tends to be one. */
function rareNames(window: string, file: string): [string, number][] {
  const times = new Map<string, number>();
  for (const token of tokensOf(file)) if (WORD.test(token)) times.set(token, (times.get(token) ?? 0) + 1);
  const names = tokensOf(window).filter((token) => WORD.test(token) && !KEYWORD.test(token));
  const rare = names.filter((name) => (times.get(name) ?? 0) <= 1).length;
  return [
    ['rare', Math.log1p(rare)],
    ['rare share', rare / Math.max(1, names.length)],
  ];
}

function sizesOf(window: string, file: string): [string, number][] {
  return [
    ['window', Math.log1p(window.length) / 10],
    ['window tokens', Math.log1p(tokensOf(window).length) / 10],
    ['file', Math.log1p(file.length) / 10],
    ['line ends', Math.log1p(file.split('\n').length) / 10],
  ];
}

function indexOf(key: string): number {
  return (keyedInteger('leak', key) >>> 0) % DIMENSIONS;
}
