/** What the scorer's tests take from vitest, for one process: importing a test file collects its tests, and who asks for them runs them. */
export interface CollectedTest {
  /** Titles from the outermost group on; the place in its table where there is one. */
  readonly name: string;
  readonly run: () => unknown;
}

type Body<Arguments extends unknown[]> = (...given: Arguments) => unknown;

let collected: CollectedTest[] = [];
let groups: readonly string[] = [];

/** The tests since this was last asked for. */
export function takeCollected(): CollectedTest[] {
  const taken = collected;
  collected = [];
  groups = [];
  return taken;
}

export function describe(title: string, body: () => void): void {
  const outer = groups;
  groups = [...outer, title];
  body();
  groups = outer;
}

function collect(title: string, run: () => unknown): void {
  collected.push({ name: [...groups, title].join(' > '), run });
}

/** `test(title, body)` or `test(title, options, body)`; and tables. */
function addTest(title: string, ...rest: readonly unknown[]): void {
  collect(title, rest.at(-1) as Body<[]>);
}

function addTable(rows: readonly unknown[]): (title: string, ...rest: readonly unknown[]) => void {
  return (title, ...rest) => {
    const body = rest.at(-1) as Body<[unknown]>;
    for (const [at, row] of rows.entries()) collect(`${title} [${at}]`, () => body(row));
  };
}

export const test = Object.assign(addTest, { for: addTable });

export { expect } from 'vitest';
