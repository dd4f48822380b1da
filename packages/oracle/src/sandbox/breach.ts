/** A child did what it must not, or died: it has been killed, and only its own job is lost. (`refused`: it asked for the outside world.) */
export class Breach extends Error {
  override readonly name = 'Breach';
  readonly kind: 'time' | 'memory' | 'output' | 'died' | 'protocol' | 'refused';

  constructor(kind: Breach['kind'], detail: string) {
    super(detail);
    this.kind = kind;
  }

  /** For proofs, which are the same on every machine: what eats memory is out of time first where memory is slow. */
  get inWords(): string {
    return this.kind === 'time' || this.kind === 'memory'
      ? 'out of time or memory'
      : `${this.kind}: ${this.message}`;
  }
}
