export type FormulaFunction = (...values: number[]) => number;

export interface FormulaScope {
  readonly variables: Readonly<Record<string, number>>;
  readonly functions: Readonly<Record<string, FormulaFunction>>;
}

export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  /** Where in the text, from 0. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(`${message} at ${String(position)}`);
    this.position = position;
  }
}

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly position: number;
}

type Compute = (scope: FormulaScope) => number;

const MAX_LENGTH = 500;
const MAX_DEPTH = 50;

const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  // The sign of the divisor, as in mathematics.
  '%': (left, right) => ((left % right) + right) % right,
  '^': (left, right) => left ** right,
};

/** A formula such as `2 * (a + max(b, 3)) ^ 2`, read once and computed often. */
export class Formula {
  readonly #tokens: readonly Token[];
  readonly #variables = new Set<string>();
  readonly #compute: Compute;
  #index = 0;
  #depth = 0;

  /** @throws FormulaError when the text is not a formula */
  constructor(text: string) {
    this.#tokens = tokenize(text);
    this.#compute = this.#sum();
    const { kind, text: rest, position } = this.#peek();
    if (kind !== 'end') throw new FormulaError(`unexpected ${rest}`, position);
  }

  /** The variables that the formula needs, by name. */
  get variables(): string[] {
    return [...this.#variables].sort();
  }

  /** @throws FormulaError for a variable or a function that is not in the scope */
  compute(scope: FormulaScope): number {
    return this.#compute(scope);
  }

  #sum(): Compute {
    return this.#chain(['+', '-'], () => this.#product());
  }

  #product(): Compute {
    return this.#chain(['*', '/', '%'], () => this.#signed());
  }

  /** Operands with signs between them, from left to right. */
  #chain(signs: readonly string[], operand: () => Compute): Compute {
    let left = operand();
    for (let sign = this.#take(signs); sign !== null; sign = this.#take(signs)) {
      left = operation(sign, left, operand());
    }
    return left;
  }

  /** A sign in front holds for the whole power: -2 ^ 2 is -4. */
  #signed(): Compute {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new FormulaError('too deep', this.#peek().position);
    const isNegative = this.#take(['-']) !== null;
    const value = isNegative ? this.#signed() : this.#power();
    this.#depth -= 1;
    return isNegative ? (scope) => -value(scope) : value;
  }

  /** Powers are read from the right: 2 ^ 3 ^ 2 is 2 ^ 9. */
  #power(): Compute {
    const base = this.#atom();
    return this.#take(['^']) === null ? base : operation('^', base, this.#signed());
  }

  #atom(): Compute {
    const { kind, text, position } = this.#peek();
    if (kind === 'end') throw new FormulaError('unexpected end', position);
    this.#index += 1;
    if (kind === 'number') return () => Number(text);
    if (kind === 'name') {
      if (this.#take(['(']) !== null) return call(text, this.#values(), position);
      this.#variables.add(text);
      return (scope) => own(scope.variables, text, position);
    }
    if (text !== '(') throw new FormulaError(`unexpected ${text}`, position);
    const inner = this.#sum();
    this.#expect(')');
    return inner;
  }

  /** What stands between the parentheses of a call; the first one was taken. */
  #values(): Compute[] {
    if (this.#take([')']) !== null) return [];
    const values = [this.#sum()];
    while (this.#take([',']) !== null) values.push(this.#sum());
    this.#expect(')');
    return values;
  }

  #peek(): Token {
    return this.#tokens[this.#index] as Token;
  }

  /** One of some signs when it comes next; `null` when something else does. */
  #take(signs: readonly string[]): string | null {
    const { text } = this.#peek();
    if (!signs.includes(text)) return null;
    this.#index += 1;
    return text;
  }

  #expect(sign: string): void {
    if (this.#take([sign]) === null) throw new FormulaError(`${sign} expected`, this.#peek().position);
  }
}

/**
 * Compute a formula once, or several in the same scope.
 *
 * @throws FormulaError when one is not a formula, or needs what is not there
 */
export function computeFormula(formula: string, scope?: Partial<FormulaScope>): number;
export function computeFormula(formulas: readonly string[], scope?: Partial<FormulaScope>): number[];
export function computeFormula(
  formula: string | readonly string[],
  { variables = {}, functions = {} }: Partial<FormulaScope> = {},
): number | number[] {
  const compute = (text: string): number => new Formula(text).compute({ variables, functions });
  return typeof formula === 'string' ? compute(formula) : formula.map(compute);
}

function tokenize(text: string): Token[] {
  if (text.length > MAX_LENGTH) throw new FormulaError('too long', MAX_LENGTH);
  const pattern = /\s*(?:(\d+(?:\.\d+)?)|([a-z_]\w*)|([-+*/%^(),]))/iuy;
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  let position = 0;
  while (position < end) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) throw new FormulaError('unexpected character', position);
    const [, number, name, sign = ''] = match;
    position = pattern.lastIndex;
    if (number !== undefined)
      tokens.push({ kind: 'number', text: number, position: position - number.length });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, position: position - name.length });
    else tokens.push({ kind: 'sign', text: sign, position: position - 1 });
  }
  return [...tokens, { kind: 'end', text: '', position: end }];
}

function operation(sign: string, left: Compute, right: Compute): Compute {
  const operate = OPERATIONS[sign] as (left: number, right: number) => number;
  return (scope) => operate(left(scope), right(scope));
}

function call(name: string, values: readonly Compute[], position: number): Compute {
  return (scope) => own(scope.functions, name, position)(...values.map((value) => value(scope)));
}

function own<T>(values: Readonly<Record<string, T>>, name: string, position: number): T {
  if (!Object.hasOwn(values, name)) throw new FormulaError(`unknown ${name}`, position);
  return values[name] as T;
}
