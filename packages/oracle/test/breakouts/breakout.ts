/** One attempt: foreign code as the text of a function, and how it must end. */
export interface Breakout {
  readonly name: string;
  /** May name `LOOT` (a file), `FOLDER` and `PORT` (a listener of the test): the runner puts the real ones in. */
  readonly body: string;
  /** A kind of breach, an ending, or a whole outcome: any of these. */
  readonly ends: readonly string[];
}

/** Attempts as a table: name → body, ends. */
export function breakouts(
  table: Readonly<Record<string, readonly [body: string, ...ends: string[]]>>,
): Breakout[] {
  return Object.entries(table).map(([name, [body, ...ends]]) => ({ name, body, ends }));
}
