import { percent } from './figures.ts';
import type { Axis } from './plot.ts';

/** An axis of shares, from 0 to 100 %. */
export function sharesAxis(name: string): Axis {
  return { name, low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1], write: percent };
}
