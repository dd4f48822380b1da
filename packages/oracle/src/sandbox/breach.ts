/** A child did what it must not, or died: it has been killed, and only its own job is lost. */
export class Breach extends Error {
  override readonly name = 'Breach';
  readonly kind: 'time' | 'memory' | 'output' | 'died' | 'protocol';

  constructor(kind: Breach['kind'], detail: string) {
    super(detail);
    this.kind = kind;
  }
}
