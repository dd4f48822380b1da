import { applyEdits, editBetween, firstPlace, type Edit } from '@bebug/core';
import type { Diagnostic } from '@bebug/core/truth';
import type { SourceCode } from 'eslint';
import { bodySummary } from './body-summary.ts';
import { functionsOf, isWithin, type FunctionPlace } from './function-place.ts';
import { changedNames } from './outer-names.ts';
import { sourceTypeOf, wordsOf, type LintMessage, type SourceLinter } from './source-linter.ts';

/** A function whose body is left out of an excerpt, and what the linter says of it in the clean file. */
interface Blank {
  readonly place: FunctionPlace;
  readonly edit: Edit;
  /** Outer variables that are read in it. */
  readonly uses: ReadonlySet<string>;
  readonly said: readonly LintMessage[];
}

interface Parts {
  readonly places: readonly FunctionPlace[];
  readonly blanks: readonly Blank[];
  /** They take comments away. */
  readonly comments: readonly Edit[];
}

/** A clean file: what the linter says of it, and of what is made of it. */
export class LintedFile {
  readonly diagnostics: readonly Diagnostic[];
  readonly #linter: SourceLinter;
  readonly #path: string;
  readonly #text: string;
  readonly #words: ReadonlySet<string>;
  readonly #lines: number;
  /** `null`: nothing can be left out of this file. */
  #parts: Parts | null = null;
  /** Outer variables that a function sets or changes. */
  readonly #changed = new Map<FunctionPlace, ReadonlySet<string>>();

  constructor(linter: SourceLinter, path: string, text: string) {
    this.#linter = linter;
    this.#path = path;
    this.#text = text;
    this.#words = wordsOf(text);
    const { source, messages } = linter.lint(path, text, this.#words);
    this.diagnostics = messages.map(diagnosticOf);
    this.#lines = source?.lines.length ?? 0;
    if (!source || !canBeExcerpted(source)) return;
    const places: FunctionPlace[] = [];
    const blanks = functionsOf(source).flatMap(({ node, ...place }) => {
      places.push(place);
      this.#changed.set(place, changedNames(source, node));
      const summary = bodySummary(source, { node, ...place });
      if (summary === null) return [];
      const [start, end] = place.body!;
      const said = messages.filter((message) => isAbout(message, place));
      return [{ place, edit: { start, end, text: summary.text }, uses: summary.uses, said }];
    });
    if (blanks.length === 0) return;
    this.#parts = { places, blanks, comments: idleComments(source) };
    // What is said of the clean text has to follow from its excerpt, too; where it does not, there is something that we do not know.
    const again = this.#excerpt(text, null);
    if (!again || !areSame(again, this.diagnostics)) this.#parts = null;
  }

  /** What the linter says of `text`, a mutant of this file: the same as when it is asked for all of it. */
  lint(text: string): readonly Diagnostic[] {
    return this.excerpt(text) ?? this.whole(text);
  }

  whole(text: string): readonly Diagnostic[] {
    const words = new Set([...this.#words, ...wordsOf(text)]);
    return this.#linter.lint(this.#path, text, words).messages.map(diagnosticOf);
  }

  /** The same from as little of the text as that takes; `null`: it takes all. */
  excerpt(text: string): readonly Diagnostic[] | null {
    if (!this.#parts || sourceTypeOf(this.#path, text) !== sourceTypeOf(this.#path, this.#text)) return null;
    const change = editBetween(this.#text, text);
    const unit = this.#parts.places.findLast(({ start, end }) => start < change.start && change.end <= end);
    return unit ? this.#excerpt(text, { change, unit }) : null;
  }

  #excerpt(
    text: string,
    mutated: { readonly change: Edit; readonly unit: FunctionPlace } | null,
  ): readonly Diagnostic[] | null {
    const { places, blanks: all, comments } = this.#parts!;
    const unit = mutated?.unit;
    const blanks = outermost(unit ? all.filter(({ place }) => this.#isApart(place, unit)) : all);
    if (blanks.length === 0) return null;
    const edits = blanks.map(({ edit }) => edit);
    const kept = unit ? [...edits, unit] : edits;
    edits.push(
      ...comments.filter(({ start, end }) => !kept.some((one) => one.start <= start && end <= one.end)),
    );
    if (mutated) edits.push(mutated.change);
    const shift = new Shift(edits);
    const excerpt = applyEdits(this.#text, edits);
    const words = new Set([...this.#words, ...wordsOf(mutated ? wordsAround(text, mutated.change) : '')]);
    const { source, messages } = this.#linter.lint(this.#path, excerpt, words);
    if (!source || (mutated && !canBeExcerpted(source))) return null;
    const inUnit = unit ? places.filter((place) => isWithin(place, unit)) : [];
    const left = places.filter(
      (one) => !inUnit.includes(one) && !blanks.some(({ place }) => isWithin(one, place)),
    );
    const moved = new Map(left.map((place) => [place, shift.of(place)]));
    const movedUnit = unit && moved.get(unit);
    const found = functionsOf(source).filter((one) => !movedUnit || !isWithin(one, movedUnit));
    if (!areSamePlaces([...moved.values()], found)) return null;
    if (unit) {
      const changed = changedNames(source, found[left.indexOf(unit)]!.node);
      const before = this.#changed.get(unit)!;
      const differing = [...changed, ...before].filter((name) => !changed.has(name) || !before.has(name));
      if (differing.some((name) => blanks.some(({ uses }) => uses.has(name)))) return null;
    }
    const blanked = blanks.map(({ place }) => moved.get(place)!);
    const seen = messages.filter((message) => !blanked.some((place) => isAbout(message, place)));
    const lines = source.lines.length - this.#lines;
    const said = blanks.flatMap(({ said: own }) =>
      own.map((message) => ({
        ...message,
        line: message.line + (mutated && message.offset >= mutated.change.end ? lines : 0),
      })),
    );
    return [...seen, ...said].map(diagnosticOf).sort((a, b) => a.line - b.line);
  }

  /**
   * Neither is in the other, and no comment in one may silence what is said of the other on its line. What is declared in a unit is
   * seen nowhere else, so that all others mean what they did.
   */
  #isApart(one: FunctionPlace, unit: FunctionPlace): boolean {
    const [first, second] = one.start < unit.start ? [one, unit] : [unit, one];
    return first.end <= second.head && /[\n\r\u2028\u2029]/u.test(this.#text.slice(first.end, second.head));
  }
}

function outermost(blanks: readonly Blank[]): Blank[] {
  return blanks.filter(({ place }) => !blanks.some((other) => isWithin(place, other.place)));
}

/** Rules that speak of a function's or member's name, for what uses it elsewhere. */
const ABOUT_NAMES = new Set([
  'no-unused-vars',
  '@typescript-eslint/no-unused-vars',
  'no-unused-private-class-members',
]);

/** Whether what is said rests on nothing but this function and what it is declared in. */
function isAbout({ offset, rule }: LintMessage, { head, start, end }: FunctionPlace): boolean {
  return offset < start ? offset >= head && !ABOUT_NAMES.has(rule) : offset < end;
}

/** Comments that say something of more than their own line or the next. */
const WIDE_COMMENT = /^\s*(?:eslint(?!-disable-(?:next-)?line)|globals?\b|exported\b)/u;

/** Names must mean what their scope says, and comments must say something of one line only. */
function canBeExcerpted(source: SourceCode): boolean {
  return (
    !source.hasBOM &&
    !source.ast.tokens.some(
      ({ type, value }) => value === 'eval' || (type === 'Keyword' && value === 'with'),
    ) &&
    !source.getAllComments().some(({ value }) => WIDE_COMMENT.test(value))
  );
}

/** What a comment says to a rule or to the linter, and white space of which one rule complains. */
const SAYS_SOMETHING = /eslint|global|exported|@ts|falls?\s?through|<|[^\P{White_Space} \t\r\n]/iu;
const LINE_BREAK = /\r\n|[\n\r]/gu;

/** Edits that take away comments about which no rule cares; lines stay as they are. */
function idleComments(source: SourceCode): Edit[] {
  return source.getAllComments().flatMap((comment) => {
    const { value, range } = comment;
    const type: string = comment.type;
    if (!range || (type !== 'Line' && type !== 'Block') || SAYS_SOMETHING.test(value)) return [];
    // Without it a block would be empty.
    if (source.getTokenBefore(comment)?.value === '{' && source.getTokenAfter(comment)?.value === '}')
      return [];
    return [{ start: range[0], end: range[1], text: ` ${value.match(LINE_BREAK)?.join('') ?? ''}` }];
  });
}

/** What `change` put there, with the words at its ends whole. */
function wordsAround(mutated: string, { start, text }: Edit): string {
  let from = start;
  while (from > 0 && /\S/u.test(mutated[from - 1]!)) from--;
  let to = start + text.length;
  while (to < mutated.length && /\S/u.test(mutated[to]!)) to++;
  return mutated.slice(from, to);
}

/** Where places of the clean text are once it is edited. */
class Shift {
  readonly #ends: number[] = [];
  readonly #shifts: number[] = [];

  constructor(edits: readonly Edit[]) {
    let shift = 0;
    for (const { start, end, text } of edits.toSorted((a, b) => a.end - b.end)) {
      this.#ends.push(end);
      this.#shifts.push((shift += text.length - (end - start)));
    }
  }

  of(place: FunctionPlace): FunctionPlace {
    const { head, start, end } = place;
    return { ...place, head: this.#at(head), start: this.#at(start), end: this.#at(end) };
  }

  #at(offset: number): number {
    const behind = firstPlace(this.#ends, (end) => offset < end);
    return offset + (this.#shifts[behind - 1] ?? 0);
  }
}

function areSamePlaces(some: readonly FunctionPlace[], others: readonly FunctionPlace[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ head, start, end }, index) => {
      const other = others[index]!;
      return head === other.head && start === other.start && end === other.end;
    })
  );
}

function areSame(some: readonly Diagnostic[], others: readonly Diagnostic[]): boolean {
  const told = (list: readonly Diagnostic[]): string[] => list.map((one) => JSON.stringify(one)).sort();
  return JSON.stringify(told(some)) === JSON.stringify(told(others));
}

function diagnosticOf({ rule, message, line }: Diagnostic): Diagnostic {
  return { rule, message, line };
}
