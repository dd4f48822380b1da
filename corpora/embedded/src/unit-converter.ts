export type Quantity = 'length' | 'mass' | 'data' | 'duration' | 'temperature';

export interface Measure {
  readonly value: number;
  readonly unit: string;
}

interface Unit {
  readonly quantity: Quantity;
  /** How many of the quantity's basic unit. */
  readonly factor: number;
  /** What the basic unit shows where this one shows 0. */
  readonly offset: number;
}

const unit = (quantity: Quantity, factor: number, offset = 0): Unit => ({ quantity, factor, offset });

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ['mm', unit('length', 0.001)],
  ['cm', unit('length', 0.01)],
  ['m', unit('length', 1)],
  ['km', unit('length', 1000)],
  ['in', unit('length', 0.0254)],
  ['ft', unit('length', 0.3048)],
  ['mi', unit('length', 1609.344)],
  ['g', unit('mass', 0.001)],
  ['kg', unit('mass', 1)],
  ['t', unit('mass', 1000)],
  ['oz', unit('mass', 0.028349523125)],
  ['lb', unit('mass', 0.45359237)],
  ['B', unit('data', 1)],
  ['kB', unit('data', 1000)],
  ['MB', unit('data', 1000 ** 2)],
  ['GB', unit('data', 1000 ** 3)],
  ['KiB', unit('data', 1024)],
  ['MiB', unit('data', 1024 ** 2)],
  ['GiB', unit('data', 1024 ** 3)],
  ['ms', unit('duration', 0.001)],
  ['s', unit('duration', 1)],
  ['min', unit('duration', 60)],
  ['h', unit('duration', 3600)],
  ['d', unit('duration', 86_400)],
  ['K', unit('temperature', 1)],
  ['°C', unit('temperature', 1, 273.15)],
  ['°F', unit('temperature', 5 / 9, 273.15 - (32 * 5) / 9)],
]);

export class UnitError extends Error {
  override readonly name = 'UnitError';
}

/** @throws UnitError when a unit is not known, or the two do not measure the same */
export function convert({ value, unit: from }: Measure, to: string): Measure {
  const source = unitOf(from);
  const target = unitOf(to);
  if (source.quantity !== target.quantity) throw new UnitError(`${from} and ${to} do not measure the same`);
  const basic = value * source.factor + source.offset;
  return { value: (basic - target.offset) / target.factor, unit: to };
}

/**
 * Read a measure such as `5.5 km`, or several of one quantity that are added up, such as `1h 30min`: in the unit of the first one.
 *
 * @throws UnitError when the text is no measure, or its parts do not measure the same or are temperatures
 */
export function parseMeasure(text: string): Measure {
  const trimmed = text.trim();
  const pattern = /([-+]?\d+(?:\.\d+)?)\s*([a-z°]+)\s*/iuy;
  const parts: Measure[] = [];
  do {
    const match = pattern.exec(trimmed);
    if (match === null) throw new UnitError(`not a measure: ${text}`);
    const [, number, name = ''] = match;
    parts.push({ value: Number(number), unit: name });
  } while (pattern.lastIndex < trimmed.length);

  const [first, ...rest] = parts as [Measure, ...Measure[]];
  const { quantity } = unitOf(first.unit);
  if (rest.length > 0 && quantity === 'temperature') throw new UnitError('temperatures do not add up');
  const value = rest.reduce((sum, part) => sum + convert(part, first.unit).value, first.value);
  return { value, unit: first.unit };
}

/** A number with at most so many decimals, without zeros at their end, and its unit. */
export function formatMeasure({ value, unit: name }: Measure, decimals = 2): string {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 10)
    throw new RangeError('decimals must be from 0 to 10');
  return `${String(Number(value.toFixed(decimals)))} ${name}`;
}

/** The same measure in the largest of some units in which it is not below 1; in the smallest one otherwise. */
export function toReadable(measure: Measure, units: readonly string[]): Measure {
  const bySize = units.toSorted((first, second) => unitOf(second).factor - unitOf(first).factor);
  const measures = bySize.map((name) => convert(measure, name));
  return measures.find(({ value }) => Math.abs(value) >= 1) ?? measures.at(-1) ?? measure;
}

function unitOf(name: string): Unit {
  const found = UNITS.get(name);
  if (found === undefined) throw new UnitError(`unknown unit ${name}`);
  return found;
}
