import ts from 'typescript';
import { leafClass } from './leaf-class.ts';

/** A name, a literal or an operator: what may differ between two stretches of code of one shape. */
export interface Leaf {
  readonly start: number;
  readonly text: string;
}

/** A stretch of code that a reader takes in at a glance and compares with others. */
export interface Unit {
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** The same number for code that differs in its leaves only, class by class the same. */
  readonly shape: number;
  readonly leaves: readonly Leaf[];
}

/** Longer code is not compared by eye. */
const MOST_LINES = 15;
const MOST_LEAVES = 120;
/** Shorter code is alike by chance. */
const FEWEST_LEAVES = 4;

const known = new WeakMap<ts.SourceFile, Shapes>();

/** The shapes of a file, worked out when they are first asked for. */
export function shapesOf(file: ts.SourceFile): Shapes {
  let shapes = known.get(file);
  if (!shapes) known.set(file, (shapes = new Shapes(file)));
  return shapes;
}

/** Every unit of a file by its shape: one walk, linear in the code. */
export class Shapes {
  readonly #file: ts.SourceFile;
  readonly #leaves: Leaf[] = [];
  /** What a node consists of, its parts by their numbers → its own number: no two shapes share one. */
  readonly #numbers = new Map<string, number>();
  readonly #units = new Map<ts.Node, Unit>();
  /** A statement → it together with one of its neighbours. */
  readonly #pairs = new Map<ts.Node, Unit[]>();
  readonly #alike = new Map<number, Unit[]>();

  constructor(file: ts.SourceFile) {
    this.#file = file;
    this.#visit(file);
  }

  /** `null` for what is too short or too long to be compared. */
  unitOf(node: ts.Node): Unit | null {
    return this.#units.get(node) ?? null;
  }

  /** The statement together with the one before it, and with the one behind it; a row of statements of one shape is left out. */
  pairsOf(statement: ts.Node): readonly Unit[] {
    return this.#pairs.get(statement) ?? [];
  }

  /** Every unit of the same shape, the given one among them. */
  alike({ shape }: Unit): readonly Unit[] {
    return this.#alike.get(shape)!;
  }

  #visit(node: ts.Node): number {
    const first = this.#leaves.length;
    const leaf = leafClass(node.kind);
    const parts: (string | number)[] = [leaf ?? node.kind];
    if (leaf !== null) this.#leaves.push(this.#leafOf(node));
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) parts.push(node.operator);
    parts.push(...this.#visitChildren(node));
    const shape = this.#numberOf(parts.join(' '));
    const unit = this.#keep(node, node, shape, first);
    if (unit !== null) this.#units.set(node, unit);
    return shape;
  }

  #visitChildren(node: ts.Node): number[] {
    const shapes: number[] = [];
    let before: { readonly node: ts.Node; readonly leaf: number } | null = null;
    ts.forEachChild(node, (child) => {
      const leaf = this.#leaves.length;
      shapes.push(this.#visit(child));
      if (before !== null && ts.isStatement(before.node) && ts.isStatement(child))
        this.#pair(before.node, child, shapes.slice(-2), before.leaf);
      before = { node: child, leaf };
    });
    return shapes;
  }

  #pair(one: ts.Node, other: ts.Node, shapes: readonly number[], firstLeaf: number): void {
    if (shapes[0] === shapes[1]) return;
    const unit = this.#keep(one, other, this.#numberOf(`pair ${shapes.join(' ')}`), firstLeaf);
    if (unit === null) return;
    for (const node of [one, other]) this.#pairs.set(node, [...this.pairsOf(node), unit]);
  }

  #leafOf(node: ts.Node): Leaf {
    const start = node.getStart(this.#file);
    return { start, text: this.#file.text.slice(start, node.end) };
  }

  #numberOf(description: string): number {
    const number = this.#numbers.get(description) ?? this.#numbers.size;
    this.#numbers.set(description, number);
    return number;
  }

  #keep(first: ts.Node, last: ts.Node, shape: number, firstLeaf: number): Unit | null {
    const size = this.#leaves.length - firstLeaf;
    if (size < FEWEST_LEAVES || size > MOST_LEAVES) return null;
    const start = first.getStart(this.#file);
    const { end } = last;
    const { line: firstLine } = this.#file.getLineAndCharacterOfPosition(start);
    const { line: lastLine } = this.#file.getLineAndCharacterOfPosition(end);
    if (lastLine - firstLine >= MOST_LINES) return null;
    const unit: Unit = { start, end, firstLine, lastLine, shape, leaves: this.#leaves.slice(firstLeaf) };
    const others = this.#alike.get(shape);
    if (others) others.push(unit);
    else this.#alike.set(shape, [unit]);
    return unit;
  }
}
