/** Thrown into code that has used up its steps; it keeps coming at every further step, so a `catch` cannot outlive it. */
export class Exhausted extends Error {
  override readonly name = 'Exhausted';
}

/** Steps left for the running case. The subject's loops and functions count it down: see `subject/instrument.ts`. */
export const fuel = {
  left: 0,
  stop(): never {
    throw new Exhausted('out of steps');
  },
};

/** Steps charged for work of the sandbox that the subject asks for: a loop of such calls must end before memory does. */
export function charge(steps: number): void {
  fuel.left -= steps;
  if (fuel.left < 0) fuel.stop();
}

let given = 0;

export function refuel(steps: number): void {
  given = steps;
  fuel.left = steps;
}

/** Steps taken since `refuel`. */
export function stepsTaken(): number {
  return given - (fuel.left < 0 ? 0 : fuel.left);
}

export function isExhausted(): boolean {
  return fuel.left < 0;
}
