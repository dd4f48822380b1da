/** A request that is refused: an HTTP status and one sentence for the person. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Two logs of one client went apart, as when a device was copied or set back: the page begins a log of its own. */
export class LogConflict extends Refusal {
  /** Of the acts that were sent, the ids of those that are stored as they are. */
  readonly stored: readonly string[];

  constructor(stored: readonly string[]) {
    super(409, 'This log is not the one that is stored: another act has this id or this place.');
    this.stored = stored;
  }
}
