import { RegExpParser, type AST } from '@eslint-community/regexpp';

type Next = (at: number) => boolean;

/** Elements that wait for one another: even uncompiled frames of so many fit into a stack of 1 MB, so that no machine decides. */
const DEPTH = 1_000;

class Enough extends Error {}
class Unknown extends Error {}

/**
 * Steps that a backtracking engine takes to look for `pattern` (`/source/flags`) in `text`, at most `cap`: every element tried at
 * a place is one. Such an engine is what V8 has. `null` for what is not counted here: lookbehind, a pattern of another grammar, too deep a match.
 */
export function backtrackingSteps(pattern: string, text: string, cap: number): number | null {
  const end = pattern.lastIndexOf('/');
  const [source, flags] = [pattern.slice(1, end), pattern.slice(end + 1)];
  let ast: AST.Pattern;
  try {
    ast = new RegExpParser().parsePattern(source, 0, source.length, {
      unicode: flags.includes('u'),
      unicodeSets: flags.includes('v'),
    });
  } catch {
    // Newer syntax than the parser knows: nothing is said of it.
    return null;
  }
  const engine = new Engine(text, flags, cap);
  try {
    for (let at = 0; at <= text.length; at++) {
      if (engine.alternatives(ast.alternatives, at, () => true) || flags.includes('y')) break;
    }
  } catch (error) {
    if (error instanceof Unknown) return null;
    if (!(error instanceof Enough)) throw error;
  }
  return Math.min(cap, engine.steps);
}

class Engine {
  steps = 0;
  #depth = 0;
  readonly #text: string;
  readonly #flags: string;
  readonly #cap: number;
  readonly #captures = new Map<AST.CapturingGroup, string>();
  readonly #accepts = new Map<AST.Node, Map<string, boolean>>();

  constructor(text: string, flags: string, cap: number) {
    this.#text = text;
    this.#flags = flags;
    this.#cap = cap;
  }

  alternatives(alternatives: readonly AST.Alternative[], at: number, next: Next): boolean {
    // A loop: a method of lists would be one more frame for every element that waits.
    for (const { elements } of alternatives) if (this.#sequence(elements, 0, at, next)) return true;
    return false;
  }

  #sequence(elements: readonly AST.Element[], index: number, at: number, next: Next): boolean {
    if (index === elements.length) return next(at);
    const element = elements[index]!;
    const isLast = index + 1 === elements.length;
    return this.#element(
      element,
      at,
      isLast ? next : (after) => this.#sequence(elements, index + 1, after, next),
    );
  }

  #element(element: AST.Element, at: number, next: Next): boolean {
    if (++this.steps >= this.#cap) throw new Enough();
    if (++this.#depth > DEPTH) throw new Unknown();
    const matches = this.#matches(element, at, next);
    this.#depth--;
    return matches;
  }

  #matches(element: AST.Element, at: number, next: Next): boolean {
    switch (element.type) {
      case 'Group':
        return this.alternatives(element.alternatives, at, next);
      case 'CapturingGroup':
        return this.alternatives(element.alternatives, at, (after) => {
          const before = this.#captures.get(element);
          this.#captures.set(element, this.#text.slice(at, after));
          if (next(after)) return true;
          if (before === undefined) this.#captures.delete(element);
          else this.#captures.set(element, before);
          return false;
        });
      case 'Quantifier':
        return this.#repeat(element, 0, at, next);
      case 'Assertion':
        return this.#holds(element, at) && next(at);
      case 'Backreference': {
        const groups = [element.resolved].flat();
        const captured = groups.map((group) => this.#captures.get(group) ?? '').join('');
        return this.#text.startsWith(captured, at) && next(at + captured.length);
      }
      default: {
        const character =
          this.#flags.includes('u') || this.#flags.includes('v') ? this.#point(at) : (this.#text[at] ?? '');
        return character !== '' && this.#accepted(element, character) && next(at + character.length);
      }
    }
  }

  #repeat(quantifier: AST.Quantifier, count: number, at: number, next: Next): boolean {
    const { min, max, greedy, element } = quantifier;
    if (!greedy && count >= min && next(at)) return true;
    const goOn: Next = (after) =>
      // An empty turn ends the repetition.
      after === at && count >= min ? false : this.#repeat(quantifier, count + 1, after, next);
    if (count < max && this.#element(element, at, goOn)) return true;
    return greedy && count >= min && next(at);
  }

  #holds(assertion: AST.Assertion, at: number): boolean {
    const isBreak = (character: string | undefined): boolean =>
      character === undefined || (this.#flags.includes('m') && /[\n\r\u2028\u2029]/u.test(character));
    const isWord = (character: string | undefined): boolean =>
      character !== undefined && /\w/u.test(character);
    switch (assertion.kind) {
      case 'start':
        return isBreak(this.#text[at - 1]);
      case 'end':
        return isBreak(this.#text[at]);
      case 'word':
        return (isWord(this.#text[at - 1]) !== isWord(this.#text[at])) !== assertion.negate;
      case 'lookahead':
        return this.alternatives(assertion.alternatives, at, () => true) !== assertion.negate;
      case 'lookbehind':
        throw new Unknown();
    }
  }

  /** One character against one element, by the native engine: it knows all classes and cases. */
  #accepted(element: AST.Element, character: string): boolean {
    const known = this.#accepts.get(element) ?? new Map<string, boolean>();
    this.#accepts.set(element, known);
    let accepted = known.get(character);
    if (accepted === undefined) {
      accepted = new RegExp(`^(?:${element.raw})$`, this.#flags.replace(/[gymd]/gu, '')).test(character);
      known.set(character, accepted);
    }
    return accepted;
  }

  #point(at: number): string {
    const point = this.#text.codePointAt(at);
    return point === undefined ? '' : String.fromCodePoint(point);
  }
}
