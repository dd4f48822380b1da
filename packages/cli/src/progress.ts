import type { Io } from './io.ts';

/** One line on a terminal, redrawn in place; silent elsewhere. */
export class Progress {
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  show(text: string): void {
    if (this.#io.showsProgress) this.#io.err(`\r\u001B[K${text.slice(0, this.#io.width - 1)}`);
  }

  done(): void {
    if (this.#io.showsProgress) this.#io.err('\r\u001B[K');
  }
}
